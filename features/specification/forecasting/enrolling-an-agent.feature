Feature: An agent begins to speak for a home in one act, and signs nothing before its key counts
  Whoever enrols an agent is told from which block and period it counts, and gets its token and the command that starts it.
  The agent asks whether its key counts, and waits: what it would sign before would be refused.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh
    And House Z0's agent has a key of its own
    And the period has started

  Rule: Its key counts from the period that is stated on, once the block before carries it

    Example: House Z0 gets an agent
      When an operator enrols House Z0's agent: "it forecasts for itself"
      Then the agent is enrolled: "The block of the period of 2026-06-21T12:01:00Z carries its key; from the period of 2026-06-21T12:03:00Z on it signs."
      And it gets a token and the command that starts it
      And House Z0's agent is told that its key counts from the period of 12:03 on
      When House Z0's agent expects 0.04 kWh to spare in the period of 12:01
      Then the message is refused: "prosumer:House-Z0 has no key for bids in grid"
      When the next period ends
      Then House Z0's agent is told that its key counts
      When House Z0 signs a bid of at most 1 kWh for the period of 12:03
      Then the message is taken
      When House Z0's agent expects 0.04 kWh to spare in the period of 12:03
      Then the message is taken
      When the next period ends
      And the next period ends
      Then House Z0 is bid for with 0.04 kWh by "agent"
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 7 blocks

    Example: Whoever is not sure of the answer asks once more
      When an operator enrols House Z0's agent: "it forecasts for itself"
      And an operator enrols House Z0's agent: "the answer got lost"
      Then the agent is enrolled: "from the period of 2026-06-21T12:03:00Z on it signs."
      And it gets a token and the command that starts it

    Example: Who lives in House Z0 wants its readings to stay at home
      When an operator enrols House Z0's agent as private: "who lives there asks for it"
      Then the agent is enrolled: "from the period of 2026-06-21T12:03:00Z on it signs. prosumer:House-Z0 is private from the period of 2026-06-21T12:03:00Z on: no reading of it is taken any more."
      And it gets a token and the command that starts it
      And its command has the word "--private"
      When the next period ends
      Then House Z0's agent is told that its key counts
      And House Z0's agent is told that its home is private from the period of 12:03 on
      When House Z0 signs a bid of at most 1 kWh for the period of 12:03
      And House Z0's agent expects 0.04 kWh to spare in the period of 12:03
      Then the message is taken
      When House Z0's meter falls silent
      And the next period ends
      And the next period ends
      Then House Z0 is bid for with 0.04 kWh by "agent"
      And nothing is settled of House Z0's match: "no statement of prosumer:House-Z0 came in time"
      When House Z0's meter sends what it measured at 12:03
      Then the message is refused: "prosumer:House-Z0 is a private home, of which the market keeps no reading"
      And the dead letter holds nothing of it
      And the period's ledger balances to zero

    Example: The operator does not say why
      When an operator enrols House Z0's agent: ""
      Then the operator is refused: "'reason' is missing"
      And House Z0's agent is told that its key does not count
