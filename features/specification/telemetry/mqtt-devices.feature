Feature: A device at an MQTT broker trades like one that posts
  Meters and cars of the field publish at a broker, which keeps their messages while a line is cut or a market restarts.
  What comes in from there is checked as everything else is, and acknowledged once it is kept.

  Background:
    Given an MQTT broker runs
    And House Z0 has 3.6 kW to spare
    And House L1 has 0 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh, bought at 17.945 p/kWh

  Rule: A reading is worth the same by whichever way it comes

    Example: A meter's bytes at the broker become a settled line
      Given House Z0's meter publishes at the broker
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

  Rule: A device tells of its own member only, and what cannot be true is refused with its topic

    Scenario Outline: <mistake>
      When a device publishes at 12:00:20 on "<topic>":
        """
        <message>
        """
      Then the broker's message is refused: "<reason>"
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

      Examples:
        | mistake                       | topic                    | message                                                                                       | reason                                                |
        | It speaks for another home    | meters/House-L1/readings | {"meter": "House-Z0", "at": "2026-06-21T12:00:10Z", "production_w": 9000, "consumption_w": 0} | its sender does not speak for prosumer:House-Z0       |
        | It is cut off                 | meters/House-Z0/readings | {"meter": "House-Z0", "at": "2026-06-                                                         | the message is cut off after 37 bytes                 |
        | Its power is not a number     | meters/House-Z0/readings | {"meter": "House-Z0", "at": "2026-06-21T12:00:10Z", "production_w": NaN, "consumption_w": 0}  | production_w 'NaN' is not a number                    |
        | Its last will is not a state  | vehicles/EV-3/online     | perhaps                                                                                       | 'perhaps' is neither true nor false                   |

  Rule: A car whose device is gone from the broker is away, until it reports again

    Example: Its last will keeps it out of the next period
      When a device publishes at 12:00:20 on "vehicles/EV-3/online":
        """
        false
        """
      And the period ends
      And the next period starts
      Then EV 3 is refused: "the EV is not plugged in"

  Rule: A broker that is down costs nothing that devices remember, and no period waits for it

    @broker-breaks
    Example: It is down for an hour, and back
      Given House Z0's meter publishes at the broker
      When the broker breaks down after 2 samples of the period
      And the period ends
      Then House Z0 sells 0.02 kWh to EV 3
      When the clock moves on to the period of 13:00
      Then the period of 12:30 is settled
      And the period of 12:59 is settled
      When the broker is back, and House Z0's meter publishes what it remembers
      And the clock moves on to the period of 13:02
      Then the period of 13:01 books that House Z0 sold 0.04 kWh more to EV 3 in the period of 12:00, for 0.7178 p
      And no message is refused
      When the period ends
      Then the period's ledger balances to zero
