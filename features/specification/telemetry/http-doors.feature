Feature: What cannot be true does not trade
  Meters and cars are outside the market: they are late, broken or lied about.
  A message is taken, dropped as a repeat, or refused with a reason and kept for an operator; the period goes on without it.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh

  Rule: A reading that cannot be true is refused with its reason

    Scenario Outline: <mistake>
      When a meter sends at 12:00:20:
        """
        <message>
        """
      Then the message is refused: "<reason>"
      And it is kept as a dead letter with that reason
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

      Examples: broken messages
        | mistake                 | message                                                                                                   | reason                                    |
        | It is no JSON           | power is fine                                                                                             | the message is not JSON                                       |
        | It is cut off           | {"meter": "House-Z0", "at": "2026-06-                                                                     | the message is cut off after 37 bytes     |
        | It does not say when    | {"meter": "House-Z0", "production_w": 3600, "consumption_w": 0}                                           | field 'at' is missing                     |
        | It does not say what of | {"meter": "House-Z0", "at": "2026-06-21T12:00:10Z", "production_w": 3600}                                  | consumption is missing: give either consumption_w or consumption_kw |

      Examples: broken meters
        | mistake                       | message                                                                                             | reason |
        | Its power is negative         | {"meter": "House-Z0", "at": "2026-06-21T12:00:10Z", "production_w": -500, "consumption_w": 0}       | production of -500 W is negative, and more than the 100 W that an inverter draws at night |
        | Its power is not a number     | {"meter": "House-Z0", "at": "2026-06-21T12:00:10Z", "production_w": NaN, "consumption_w": 0}        | production_w 'NaN' is not a number |
        | Its power is above a gigawatt | {"meter": "House-Z0", "at": "2026-06-21T12:00:10Z", "production_kw": 1000000.1, "consumption_w": 0} | production: power of 1000000100000 mW is outside [0, 10^12] mW |
        | Its clock runs off the grid   | {"meter": "House-Z0", "at": "2026-06-21T12:00:15Z", "production_w": 3600, "consumption_w": 0}       | reading at 2026-06-21T12:00:15Z is not at a whole multiple of 10 s |

      Examples: strangers
        | mistake                    | message                                                                                        | reason                                     |
        | Nobody knows the meter     | {"meter": "House-Q9", "at": "2026-06-21T12:00:10Z", "production_w": 3600, "consumption_w": 0}  | meter 'House-Q9' is not a member of the grid |

  Rule: A reading of the future is refused

    Example: A meter's clock may run five seconds ahead
      When a meter sends at 11:59:55:
        """
        {"meter": "House-Z0", "at": "2026-06-21T12:00:00Z", "production_w": 7200, "consumption_w": 0}
        """
      Then the message is taken
      When the period ends
      # 0.02 kWh in the first sample and 0.01 kWh in each of the other five
      Then House Z0 sells 0.07 kWh to EV 3
      And the period's ledger balances to zero

    Example: It may not run six seconds ahead
      When a meter sends at 11:59:54:
        """
        {"meter": "House-Z0", "at": "2026-06-21T12:00:00Z", "production_w": 7200, "consumption_w": 0}
        """
      Then the message is refused: "in the future: a sample starts at 2026-06-21T12:00:00Z, more than 5 s after it came in at 2026-06-21T11:59:54Z"
      And it is kept as a dead letter with that reason
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

    Example: A reading may come in until its period is measured
      Given House Z0's reading of 11:59:50 never arrives
      When a meter sends at 12:00:01:
        """
        {"meter": "House-Z0", "at": "2026-06-21T11:59:50Z", "production_w": 3600, "consumption_w": 0}
        """
      Then the message is taken
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

    Example: One that comes in a second later is too late for the next forecast
      Given House Z0's reading of 11:59:50 never arrives
      When a meter sends at 12:00:02:
        """
        {"meter": "House-Z0", "at": "2026-06-21T11:59:50Z", "production_w": 3600, "consumption_w": 0}
        """
      Then the message is taken
      When the period ends
      Then House Z0 is refused: "no readings of the last period"
      And the period's ledger balances to zero

    Example: Readings come in in any order
      Given House Z0's reading of 11:59:40 never arrives
      When a meter sends at 12:00:01:
        """
        {"meter": "House-Z0", "at": "2026-06-21T11:59:40Z", "production_w": 3600, "consumption_w": 0}
        """
      Then the message is taken
      When the period ends
      Then the period's ledger balances to zero

  Rule: A repeated reading is dropped, and the first one counts

    Example: The same sample is given twice, with two powers
      When a meter sends at 12:00:12:
        """
        {"meter": "House-Z0", "at": "2026-06-21T12:00:00Z", "production_w": 7200, "consumption_w": 0}
        """
      Then the message is taken
      When a meter sends at 12:00:14:
        """
        {"meter": "House-Z0", "at": "2026-06-21T12:00:00Z", "production_w": 3600, "consumption_w": 0}
        """
      Then the message is refused: "another value than the one that came in before for 2026-06-21T12:00:00Z, which stays: to correct it, post it to corrections"
      When the period ends
      # 0.02 kWh in the first sample and 0.01 kWh in each of the other five
      Then House Z0 sells 0.07 kWh to EV 3
      And the period's ledger balances to zero

  Rule: A car's report that cannot be true is refused with its reason

    Scenario Outline: <mistake>
      When a car sends at 12:00:20:
        """
        {"vehicle": "EV-3", "at": "2026-06-21T12:00:20Z", "plugged_in": true, <field>}
        """
      Then the message is refused: "<reason>"
      And it is kept as a dead letter with that reason
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

      Examples:
        | mistake                         | field                | reason                                                                               |
        | It is charged to 100.1 %        | "soc_percent": 100.1 | soc_percent 100.1 % is outside [0, 100] %                                            |
        | It is charged below nothing     | "soc_percent": -0.1  | soc_percent -0.1 % is outside [0, 100] %                                             |
        | It holds more than its battery  | "stored_kwh": 50.01  | stored_kwh 50.010000000 kWh is above the battery's capacity of 50.000000000 kWh       |
        | It drove more than its battery  | "driven_kwh": 50.01  | driven_kwh 50.010000000 kWh is above the battery's capacity of 50.000000000 kWh       |
        | It drove less than nothing      | "driven_kwh": -1     | driven_kwh: energy of -1 kWh is negative                                             |

    Example: A full battery is believed
      When a car sends at 12:00:20:
        """
        {"vehicle": "EV-3", "at": "2026-06-21T12:00:20Z", "plugged_in": true, "soc_percent": 100}
        """
      Then the message is taken
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

  Rule: No header of a message reaches the routes inside

    Scenario Outline: The header <header>
      When a meter sends at 12:00:20 with the header "<header>" set to "<value>":
        """
        {"meter": "House-Z0", "at": "2026-06-21T12:00:00Z", "production_w": 3600, "consumption_w": 0}
        """
      Then the message is taken
      And the answer shows nothing of the header "<header>"
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

      Examples: in any letter case
        | header                     | value            |
        | CamelHttpResponseCode      | 599              |
        | cAMELhTTPrESPONSEcODE      | 599              |
        | CAmelFileName              | ../../etc/passwd |
        | CamelExecCommandExecutable | /bin/sh          |
