Feature: A home may keep its readings, and trade all the same
  When a home uses energy is its own business. A private home's agent signs what it exchanged and the EV's side signs it as well; the
  market settles by both, keeps no reading of the home, and waits for nobody.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh
    And House Z0 signs its bids
    And EV 3 signs its bids
    And House Z0 has signed a bid of at most 1 kWh for the period of 12:01
    And EV 3 has signed a bid of at most 1 kWh for the period of 12:01
    And an operator makes House Z0 private from the period of 12:01 on: "its wish"
    And the period has started
    And House Z0's agent expects 0.06 kWh to spare in the period of 12:01
    And House Z0's meter falls silent
    And the next period starts
    And its last ten seconds begin

  Rule: A private home is settled by what both parties signed, the smaller of both in each ten seconds

    Example: Both say the same
      When House Z0's agent states that it gave EV 3 0.01 kWh in each ten seconds
      Then the message is taken
      When EV 3's agent states that House Z0 gave it 0.01 kWh in each ten seconds
      Then the message is taken
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And House Z0 and EV 3 both signed it
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 5 blocks

    Example: The car took less than the home says that it gave
      When House Z0's agent states that it gave EV 3 0.01 kWh in each ten seconds
      And EV 3's agent states that House Z0 gave it 0.004 kWh in each ten seconds
      And the period ends
      Then House Z0 sells 0.024 kWh to EV 3
      And the period's ledger balances to zero

  Rule: What is missing, late, forged or not possible settles nothing, and the ledger says why

    Example: The home's agent is silent
      When EV 3's agent states that House Z0 gave it 0.01 kWh in each ten seconds
      And the period ends
      Then nothing is settled of House Z0's match: "no statement of prosumer:House-Z0 came in time"
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 5 blocks

    Example: The car's side is silent
      When House Z0's agent states that it gave EV 3 0.01 kWh in each ten seconds
      And the period ends
      Then nothing is settled of House Z0's match: "no statement of vehicle:EV-3 came in time"

    Example: It comes once the minute is settled
      When the period ends
      And House Z0's agent states that it gave EV 3 0.01 kWh in each ten seconds
      Then the message is refused: "late: the exchange of period 2026-06-21T12:01:00Z is settled already"
      And nothing is settled of House Z0's match: "no statement of prosumer:House-Z0 came in time"

    Example: Somebody else signs for the home
      When somebody else states that House Z0 gave EV 3 0.01 kWh in each ten seconds
      Then the message is refused: "the signature is not that of prosumer:House-Z0's key over this exchange"
      And it is kept as a dead letter with that reason

    Example: It is more than the home signed to give
      When House Z0's agent states that it gave EV 3 0.2 kWh in each ten seconds
      Then the message is refused: "sample 5 of prosumer:House-Z0's statement has 720000000 mJ, and the bids allow 0 mJ"

    Example: It is sent twice
      When House Z0's agent states that it gave EV 3 0.01 kWh in each ten seconds
      And House Z0's agent states that it gave EV 3 0.01 kWh in each ten seconds
      Then the message is refused: "prosumer:House-Z0 has stated its exchange of period 2026-06-21T12:01:00Z, and once is the most"

  Rule: The market keeps no reading of a private home

    Example: Its meter goes on sending
      When House Z0's meter sends what it measured at 12:01
      Then the message is refused: "prosumer:House-Z0 is a private home, of which the market keeps no reading"
      And the dead letter holds nothing of it

    Example: Without its agent it takes no part
      Given House Z0 has signed a bid of at most 1 kWh for the period of 12:02
      When the next period ends
      Then House Z0 takes no part: "its agent sent none in time"
