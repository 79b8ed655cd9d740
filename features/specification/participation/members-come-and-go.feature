Feature: Members come and go while the market runs
  A home moves in, a car is sold, a key is lost: an operator orders it with a reason, and it holds from the border of a stated period.
  The ledger says so, so that anyone can check whose bids counted from which block on.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh

  Rule: Who is enrolled trades from the stated period on, and not before

    Example: House H6 moves in
      Given House Z0 has 0 kW to spare from 11:59 on
      And the period has started
      When an operator enrols House H6 from the period of 12:03 on: "moved in"
      Then the operator is told: "prosumer:House-H6 is enrolled, and trades from the period of 2026-06-21T12:03:00Z on"
      Given House H6 has 3.6 kW to spare
      When the next period ends
      Then the ledger says in the period of 12:01 that an operator ordered "ENROL" of House H6
      When the next period ends
      Then nothing is traded
      When the next period ends
      Then House H6 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 7 blocks

    Example: EV 4 comes with what it holds
      Given House H6 has 3.6 kW to spare
      And the period has started
      When an operator enrols EV 4, which holds 10 kWh of its 60 kWh, from the period of 12:03 on: "a second car"
      And EV 4 is plugged in from 12:00:30 on
      And the next period ends
      And the next period ends
      Then 1 EV is matched
      When the next period ends
      Then 2 EVs are matched
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 7 blocks

    Example: An EV that is a member already
      Given the period has started
      When an operator enrols EV 3, which holds 10 kWh of its 60 kWh, from the period of 12:03 on: "by mistake"
      Then the operator is refused: "vehicle:EV-3 is a member already."
      When the period ends
      Then the period's ledger balances to zero

  Rule: Who is revoked takes no part from the stated period on

    Example: EV 3 is sold
      Given the period has started
      When an operator revokes EV 3 from the period of 12:02 on: "sold to another owner"
      Then the operator is told: "vehicle:EV-3 is revoked, and takes no part from the period of 2026-06-21T12:02:00Z on."
      When the next period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the ledger says in the period of 12:01 that an operator ordered "REVOKE" of EV 3
      When the next period ends
      Then nothing is traded
      When a car sends at 12:03:20:
        """
        {"vehicle": "EV-3", "at": "2026-06-21T12:03:20Z", "plugged_in": true}
        """
      Then the message is refused: "vehicle 'EV-3' was revoked, and is no member of the grid at that time"
      And it is kept as a dead letter with that reason
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 6 blocks

    Example: House Z0 moves out
      Given the period has started
      When an operator revokes House Z0 from the period of 12:02 on: "moved out"
      And the next period ends
      Then House Z0 sells 0.06 kWh to EV 3
      When House Z0's meter falls silent
      And the next period ends
      Then nothing is traded
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 6 blocks

    Example: The operator does not say why
      Given the period has started
      When an operator revokes EV 3 from the period of 12:02 on: ""
      Then the operator is refused: "'reason' is missing"
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

  Rule: Another key speaks for a member from the stated period on

    Example: EV 3 loses its key
      Given EV 3 signs its bids
      And EV 3 has signed a bid of at most 1 kWh for the period of 12:01
      And EV 3 has signed a bid of at most 1 kWh for the period of 12:03
      And the period has started
      When an operator gives EV 3 a new key from the period of 12:03 on: "the car's computer was changed"
      And the next period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the ledger says in the period of 12:01 that an operator ordered "KEY" of EV 3
      When EV 3 signs a bid of at most 1 kWh for the period of 12:03
      Then the message is taken
      When the next period ends
      Then EV 3 is refused: "it signed no bid for this period"
      When the next period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 7 blocks
