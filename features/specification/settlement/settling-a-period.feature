Feature: Every penny that one side pays, the other side gets
  A match settles in at most two lines: what was stored, paid by the EV, and what was released, paid by the home.
  Amounts are whole micro-pennies and both sides book the same one, so a period always sums to zero.

  Background:
    Given the grid pays 6.4 p/kWh and asks 29.49 p/kWh

  Rule: A match settles in one line for each direction

    Example: Only one direction was measured
      Given House Z0 has 3.6 kW to spare
      And EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh
      When the period ends
      Then the settlement has these lines:
        | buyer pays | seller is paid | energy (kWh) | price (p/kWh) | amount (p) |
        | EV 3       | House Z0       | 0.06         | 17.945        | 1.0767     |
      And the period's ledger balances to zero

    Example: Both directions were measured
      Given House Z0 has 3.6 kW to spare
      And House Z0 needs 3.6 kW from 12:00:30 on
      And EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh
      When the period ends
      Then the settlement has these lines:
        | buyer pays | seller is paid | energy (kWh) | price (p/kWh) | amount (p) |
        | EV 3       | House Z0       | 0.03         | 17.945        | 0.53835    |
        | House Z0   | EV 3           | 0.03         | 22            | 0.66       |
      And the period's ledger balances to zero

    Example: Several matches settle side by side
      Given House L1 needs 1.8 kW
      And House Z0 has 3.6 kW to spare
      And these EVs, in order of arrival:
        | EV   | battery (kWh) | holds (kWh) | cost (p/kWh) |
        | EV 1 | 50            | 40          | 20           |
        | EV 2 | 50            | 10          | 20           |
      When the period ends
      Then the settlement has these lines:
        | buyer pays | seller is paid | energy (kWh) | price (p/kWh) | amount (p) |
        | House L1   | EV 1           | 0.03         | 22            | 0.66       |
        | EV 2       | House Z0       | 0.06         | 17.945        | 1.0767     |
      And the period's ledger balances to zero

  Rule: An amount is rounded once, half-even, at a micro-penny

    Scenario Outline: 0.006 W for a minute at <price> p/kWh cost <amount> p
      Given the grid pays 0 p/kWh and asks <asks> p/kWh
      And House Z0 has 0.006 W to spare
      And EV 3 holds 25 kWh of its 50 kWh
      When the period ends
      Then the settlement has these lines:
        | buyer pays | seller is paid | energy (kWh) | price (p/kWh) | amount (p) |
        | EV 3       | House Z0       | 0.0000001    | <price>       | <amount>   |
      And the period's ledger balances to zero

      Examples: ties, half a micro-penny each
        | asks | price | amount   |
        | 10   | 5     | 0        |
        | 30   | 15    | 0.000002 |
        | 50   | 25    | 0.000002 |

      Examples: just below and just above a tie
        | asks   | price  | amount   |
        | 29.998 | 14.999 | 0.000001 |
        | 50.002 | 25.001 | 0.000003 |

  Rule: The books follow the energy at its average cost

    Example: Cheaper energy lowers the average cost of what EV 3 holds
      Given House Z0 has 3.6 kW to spare
      And EV 3 holds 10.02 kWh of its 50 kWh, bought at 20 p/kWh
      When the period ends
      Then EV 3 holds 10.08 kWh worth 201.4767 p
      And the period's ledger balances to zero

    Example: What is sold takes its share of the value along, and the average stays
      Given House Z0 needs 3.6 kW
      And EV 3 holds 20 kWh of its 50 kWh, bought at 17.945 p/kWh
      When the period ends
      Then EV 3 holds 19.94 kWh that cost 17.945 p/kWh on average
      And the period's ledger balances to zero

    Example: The next sale follows the new average cost
      Given House Z0 has 3.6 kW to spare
      And House Z0 needs 3.6 kW from 12:01:00 on
      And EV 3 holds 12 kWh of its 50 kWh, bought at 20 p/kWh
      And the period has ended
      When the next period ends
      # (12 x 20 + 0.06 x 17.945) / 12.06 = 19.98978 p/kWh, at 1e-4 p/kWh 19.9898; plus ten percent
      Then EV 3 sells 0.06 kWh to House Z0 at 21.9888 p/kWh
      And the period's ledger balances to zero

  Rule: Driving takes energy and its share of the value, home charging adds both at the grid's price

    Example: EV 3 drove 5 kWh before the period
      Given EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh
      And EV 3 drives off at 11:59:10
      And EV 3 is back at 11:59:50, having driven 5 kWh
      When the period ends
      Then EV 3 may store 20 kWh and release 10 kWh
      And EV 3 joins the period with 20 kWh worth 400 p
      And the period's ledger balances to zero

    Example: EV 3 measures 5 kWh more than the books say
      Given EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh
      And EV 3 measures 30 kWh at 11:59:50
      When the period ends
      # 25 x 20 + 5 x 29.49
      Then EV 3 joins the period with 30 kWh worth 647.45 p
      And the period's ledger balances to zero

  Rule: Each line carries the rule, the row and the version that set its price

    Example: Both directions were measured
      Given House Z0 has 3.6 kW to spare
      And House Z0 needs 3.6 kW from 12:00:30 on
      And EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh
      When the period ends
      Then each line names the rule, the row and the version that set its price
      And the period's ledger balances to zero
