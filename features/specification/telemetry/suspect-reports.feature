Feature: What no car and no home can do is not booked
  A service that lost a car says 0 %; a fraction is sent for a percentage, a meter's register for a power.
  Such a report is suspect: it moves nothing and trades nothing, people see it with its bound, and the sender's next one decides.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh, bought at 17.945 p/kWh
    And EV 3's charger moves at most 11 kW
    And EV 3 measures 25 kWh at 11:58:20

  Rule: A state of charge that charger, driving and time cannot explain moves nothing until the next report decides

    Scenario Outline: EV 3 stands at its charger, and a report says <glitch> %
      When a car sends at 12:00:20:
        """
        {"vehicle": "EV-3", "at": "2026-06-21T12:00:20Z", "plugged_in": true, "soc_percent": <glitch>}
        """
      Then the message is taken, and told to be suspect: "<reason>"
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero
      When the next period starts
      Then EV 3 is refused by the rule "An EV whose latest report cannot be true takes no part until the next one decides"
      And the live page says why EV 3 is refused
      And nothing is booked for EV 3 outside the market
      When a car sends at 12:01:40:
        """
        {"vehicle": "EV-3", "at": "2026-06-21T12:01:40Z", "plugged_in": true, "soc_percent": 50}
        """
      Then the message is taken
      When the next period starts
      Then EV 3 joins the period with 25.06 kWh worth 449.7017 p
      When the period ends
      Then the period's ledger balances to zero

      Examples:
        | glitch | reason |
        | 0      | suspect: a state of charge of 0 kWh (0 %) at 2026-06-21T12:00:20Z, 0 s old, is 25 kWh below the 25 kWh (50 %) known before |
        | 0.501  | suspect: a state of charge of 0.25 kWh (0.501 %) at 2026-06-21T12:00:20Z, 0 s old, is 24.75 kWh below |
        | 90     | suspect: a state of charge of 45 kWh (90 %) at 2026-06-21T12:00:20Z, 0 s old, is 20 kWh above |

    Example: A car that reports another value again and again is believed, and its average cost stays
      Given EV 3 measures 40 kWh at 12:00:20
      And EV 3 measures 40 kWh at 12:01:40
      And EV 3 measures 40 kWh at 12:02:40
      When the clock moves on to the period of 12:03
      # 40 x 17.945
      Then EV 3 joins the period with 40 kWh worth 717.8 p
      When the period ends
      Then the period's ledger balances to zero

    Example: A car that was on the road may come back with as much less as one can drive in that time
      Given EV 3 drives off at 11:59:10
      And EV 3 measures 17 kWh at 12:05:40
      When the clock moves on to the period of 12:06
      # 17 x 17.945
      Then EV 3 joins the period with 17 kWh worth 305.065 p
      When the period ends
      Then the period's ledger balances to zero

  Rule: Power that no home can have is refused, and the home's other readings count

    Scenario Outline: <mistake>
      When a meter sends at 12:00:20:
        """
        {"meter": "House-Z0", "at": "2026-06-21T12:00:10Z", <field>, "consumption_w": 0}
        """
      Then the message is refused: "<reason>"
      And it is kept as a dead letter with that reason
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

      Examples:
        | mistake                       | field                    | reason |
        | A register is sent as a power | "production_w": 37823861 | suspect: production of 37823.861 kW at 2026-06-21T12:00:10Z is above the 100 kW that a home has at most |
        | Watts are sent as kilowatts   | "production_kw": 3600    | suspect: production of 3600 kW at 2026-06-21T12:00:10Z is above the 100 kW that a home has at most |
