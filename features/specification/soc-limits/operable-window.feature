Feature: An EV keeps the energy that its driver needs
  Only the energy between a floor and a ceiling of the battery is traded; the reserve for the week's driving raises the floor.
  The shares and the age of a report that is still believed stand in rules/tables/soc-limits.csv.

  Rule: An EV trades between a fifth and four fifths of its battery

    Scenario Outline: EV 3 holds <holds> kWh of its 50 kWh
      Given EV 3 holds <holds> kWh of its 50 kWh
      When the period ends
      Then EV 3 may store <room> kWh and release <available> kWh
      And the period's ledger balances to zero

      Examples: around the floor of 10 kWh, in kWh
        | holds | room  | available |
        | 9.99  | 30.01 | 0         |
        | 10    | 30    | 0         |
        | 10.01 | 29.99 | 0.01      |

      Examples: around the ceiling of 40 kWh, in kWh; an EV that arrives above it may only release
        | holds | room | available |
        | 39.99 | 0.01 | 29.99     |
        | 40    | 0    | 30        |
        | 40.01 | 0    | 30.01     |

    Example: A surplus is stored up to the ceiling and no further
      Given House Z0 has 3.6 kW to spare
      And EV 3 holds 39.98 kWh of its 50 kWh
      When the period ends
      Then House Z0 sells 0.02 kWh to EV 3
      And EV 3 holds 40 kWh worth 1179.3691 p
      And the period's ledger balances to zero

    Example: A need is served down to the floor and no further
      Given House Z0 needs 3.6 kW
      And EV 3 holds 10.02 kWh of its 50 kWh, bought at 20 p/kWh
      When the period ends
      Then EV 3 sells 0.02 kWh to House Z0
      And EV 3 holds 10 kWh worth 200 p
      And the period's ledger balances to zero

  Rule: The reserve for driving is never released

    Example: A reserve of 5 kWh raises the floor to 15 kWh
      Given House Z0 needs 3.6 kW
      And EV 3 holds 15.02 kWh of its 50 kWh, bought at 20 p/kWh
      And EV 3 keeps 5 kWh in reserve
      When the period ends
      Then EV 3 sells 0.02 kWh to House Z0
      And EV 3 holds 15 kWh worth 300 p
      And the period's ledger balances to zero

    Example: A reserve that lifts the floor up to the ceiling still leaves a window, of no width
      Given EV 3 holds 40 kWh of its 50 kWh
      And EV 3 keeps 30 kWh in reserve
      When the period ends
      Then EV 3 may store 0 kWh and release 0 kWh
      And the period's ledger balances to zero

    Example: A reserve that lifts the floor above the ceiling leaves none
      Given EV 3 holds 40 kWh of its 50 kWh
      And EV 3 keeps 30.01 kWh in reserve
      When the period ends
      Then EV 3 is refused: "empty window: floor 40.010000000 kWh is above ceiling 40.000000000 kWh"
      And the period's ledger balances to zero

  Rule: An EV that is away takes no part

    Example: EV 3 drove off just before the period
      Given House Z0 has 3.6 kW to spare
      And EV 3 holds 25 kWh of its 50 kWh
      And EV 3 drives off at 11:59:50
      When the period ends
      Then EV 3 is refused: "the EV is not plugged in"
      And nothing is traded
      And the period's ledger balances to zero

    Example: EV 3 comes back just in time
      Given House Z0 has 3.6 kW to spare
      And EV 3 holds 25 kWh of its 50 kWh
      And EV 3 drives off at 11:59:30
      And EV 3 is back at 11:59:50
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

  Rule: An EV whose last report is older than fifteen minutes takes no part

    Example: The last report is fifteen minutes old as the period starts
      Given EV 3 holds 25 kWh of its 50 kWh
      And EV 3 last reported at 11:45:00
      When the period ends
      Then EV 3 may store 15 kWh and release 15 kWh
      And the period's ledger balances to zero

    Example: It is a second older
      Given EV 3 holds 25 kWh of its 50 kWh
      And EV 3 last reported at 11:44:59
      When the period ends
      Then EV 3 is refused: "the EV's last report is older than 15 minutes"
      And the period's ledger balances to zero

  Rule: Analysts may narrow the window while the market runs

    Example: The floor rises to 45 % of the battery
      Given House Z0 needs 3.6 kW
      And EV 3 holds 22.58 kWh of its 50 kWh, bought at 20 p/kWh
      And the period has started
      When an analyst sets "floor (%)" to "45" in the soc-limits rule "An EV trades between a fifth and four fifths of its battery"
      And the period ends
      Then EV 3 sells 0.06 kWh to House Z0
      And the period's ledger balances to zero
      When the next period ends
      Then EV 3 sells 0.02 kWh to House Z0
      And the period's ledger balances to zero

    Example: A floor that is written as a fraction is asked about, and changes nothing
      Given House Z0 needs 3.6 kW
      And EV 3 holds 10.02 kWh of its 50 kWh, bought at 20 p/kWh
      And the period has started
      When an analyst sets "floor (%)" to "0.45" in the soc-limits rule "An EV trades between a fifth and four fifths of its battery"
      And the next period ends
      Then the soc-limits table is refused at the rule "An EV trades between a fifth and four fifths of its battery", column "floor (%)": "0.45 % - did you mean 45? Write 45, or '0.45 %' with its sign if 0.45 % is meant"
      And nothing is traded
      And the period's ledger balances to zero
