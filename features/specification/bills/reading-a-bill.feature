Feature: Whoever trades reads a bill that adds up
  A bill has a line for each day and a total, and the lines make the total to the millionth of a penny.
  What one side's bill says was paid, the other side's says was earned.

  Background:
    Given the grid pays 6.4 p/kWh and asks 29.49 p/kWh
    And House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh

  Rule: The bill is made of what the ledger booked

    Example: A home that sold
      When the period ends
      Then the bill of House Z0 says that it earned 1.0767 p and saved 0.6927 p against the grid
      And the period's ledger balances to zero

    Example: A car that bought
      When the period ends
      Then the bill of EV 3 says that it paid 1.0767 p
      And the period's ledger balances to zero

    Example: A second period adds to the same day
      Given the period has ended
      When the next period ends
      Then the bill of House Z0 adds up to the ledger's lines of both periods
      And the period's ledger balances to zero

  Rule: Who never traded has no bill of others

    Example: A home that is not there
      When the period ends
      Then nobody finds a bill of House X9
      And the period's ledger balances to zero
