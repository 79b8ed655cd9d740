Feature: A home may forecast for itself, and the period waits for nobody
  A home's own agent knows its meter best, and may keep what it learns to itself: it signs what it expects of a period.
  The market bids with that as long as it is in time, in order and possible; else it forecasts the home itself, and says why.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh
    And House Z0 signs its bids
    And House Z0 has signed a bid of at most 1 kWh for the period of 12:00

  Rule: What the agent signed to expect is what is bid for its home

    Example: The agent expects less than the last minute showed
      When House Z0's agent expects 0.04 kWh to spare in the period of 12:00
      Then the message is taken
      When the period ends
      Then House Z0 is bid for with 0.04 kWh by "agent"
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 4 blocks

    Example: The agent expects more than it signed to trade
      When House Z0's agent expects 1.2 kWh to spare in the period of 12:00
      Then the message is taken
      When the period ends
      Then House Z0 is bid for with 1 kWh by "agent"
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 4 blocks

  Rule: An agent that fails is stood in for, and the ledger says why

    Example: Nobody has heard of an agent
      When the period ends
      Then House Z0 is bid for with 0.06 kWh by "persistence"
      And no forecast of House Z0's agent is missed
      And the period's ledger balances to zero

    Example: It was there a minute ago
      Given House Z0 has signed a bid of at most 1 kWh for the period of 12:01
      And House Z0's agent expects 0.04 kWh to spare in the period of 12:00
      When the next period ends
      Then House Z0 is bid for with 0.06 kWh by "persistence"
      And House Z0's agent is stood in for: "its agent sent none in time"
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 5 blocks

    Example: It claims more than the home's connection bears
      When House Z0's agent expects 5 kWh to spare in the period of 12:00
      Then the message is refused: "energy of 18000000000 mJ is above the 6000000000 mJ that the home's connection bears in a period"
      And it is kept as a dead letter with that reason
      When the period ends
      Then House Z0 is bid for with 0.06 kWh by "persistence"
      And House Z0's agent is stood in for: "its agent's was refused: energy of 18000000000 mJ is above the 6000000000 mJ that the home's connection bears in a period"
      And the period's ledger balances to zero

    Example: Somebody else signs for it
      When somebody else signs that House Z0 expects 0.04 kWh to spare in the period of 12:00
      Then the message is refused: "the signature is not that of prosumer:House-Z0's key over this forecast"
      And it is kept as a dead letter with that reason
      When the period ends
      Then House Z0 is bid for with 0.06 kWh by "persistence"
      And the period's ledger balances to zero

    Example: It comes too late
      Given the period has started
      When House Z0's agent expects 0.04 kWh to spare in the period of 12:00
      Then the message is refused: "late: period 2026-06-21T12:00:00Z is forecast already, and the first open one is 2026-06-21T12:01:00Z"
      And it is kept as a dead letter with that reason
      When the period ends
      Then House Z0 is bid for with 0.06 kWh by "persistence"
      And the period's ledger balances to zero

    Example: It sends two
      Given House Z0's agent expects 0.04 kWh to spare in the period of 12:00
      When House Z0's agent expects 0.05 kWh to spare in the period of 12:00
      Then the message is refused: "prosumer:House-Z0 has a forecast for period 2026-06-21T12:00:00Z, and one is the most"
      When the period ends
      Then House Z0 is bid for with 0.04 kWh by "agent"
      And the period's ledger balances to zero
