Feature: Homes that the EVs leave trade with each other
  Where EVs are few, one home sells its sun to the grid while the next one buys. Both gain if the second takes what the first has to
  spare. EVs come first: a home that is with one is not left, and so the EVs lose nothing.

  Background:
    Given the grid pays 6.4 p/kWh and asks 29.49 p/kWh
    And homes that the EVs leave trade with each other
    And House Z0 has 3.6 kW to spare
    And House L1 has 1.2 kW to spare
    And House R2 needs 1.8 kW

  Rule: What is left is paired by size, at the price at which a home sells to an EV

    Example: The EV takes the larger surplus, and the smaller one goes to the home that needs it
      Given EV 3 holds 25 kWh of its 50 kWh
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And House L1 sells 0.02 kWh to House R2 at 17.945 p/kWh
      And the bill of House L1 says that it earned 0.3589 p and saved 0.2309 p against the grid
      And the bill of House R2 says that it paid 0.3589 p and saved 0.2309 p against the grid
      And the period's ledger balances to zero

    Example: The EV is full and serves the only home that buys, so that nobody is left for the sun
      Given EV 3 holds 40 kWh of its 50 kWh
      When the period ends
      Then EV 3 sells 0.03 kWh to House R2
      And no home sells to a home
      And the period's ledger balances to zero

  Rule: Both homes can prove it

    Example: A receipt of the home that buys
      Given EV 3 holds 25 kWh of its 50 kWh
      When the period ends
      And House R2 asks for the receipt of its match
      Then the receipt is verified
      And the receipt says: "House-R2 took 0.02 kWh of House-L1 directly and House-R2 paid 0.3589 p to House-L1"
      And the period's ledger balances to zero
