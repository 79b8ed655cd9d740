Feature: Every minute is one period, whatever the clock does
  Machines pause, clocks jump and ticks come twice; a minute is traded once or it is skipped with a reason.
  A missed minute is never made up for later, because its prices and partners were never agreed.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh

  Rule: A period starts at most thirty seconds late

    Example: The clock comes thirty seconds late
      When the clock shows 12:00:30
      Then the period of 12:00 waits for its exchange window to close
      When the period ends
      Then the period of 12:00 is settled
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

    Example: The clock comes a second later than that
      When the clock shows 12:00:31
      Then the period of 12:00 is skipped, because "more than 30 s"
      And the period of 12:00 never ran
      And the period's ledger balances to zero

  Rule: A period is measured two seconds after its end, when its last readings are in

    Example: A second after the end is too early, two seconds after it the next period starts
      Given the period has started
      When the clock shows 12:01:01
      Then the period of 12:00 waits for its exchange window to close
      And the period of 12:01 never ran
      When the clock shows 12:01:02
      Then the period of 12:00 is settled
      And the period of 12:01 waits for its exchange window to close
      And the period's ledger balances to zero

  Rule: Periods that the clock missed are skipped and never made up for

    Example: The clock stands still for two and a half periods
      Given the period has started
      When the clock shows 12:03:20
      Then the period of 12:00 is settled
      And the period of 12:01 never ran
      And the period of 12:02 never ran
      And the period of 12:02 is skipped, because "no tick came while they could start"
      And the period of 12:03 waits for its exchange window to close
      And the period's ledger balances to zero

    Example: An hour of standstill is followed by one period, not by sixty
      Given the period has started
      When the market stands still until 13:00:05
      Then the period of 12:00 is settled
      And the period of 12:30 never ran
      And the period of 13:00 ran once
      And the period's ledger balances to zero

  Rule: No period runs twice

    Example: Ticks come twice
      Given the period has started
      When the clock shows 12:00:02
      And the clock shows 12:00:10
      Then the period of 12:00 ran once
      When the clock shows 12:01:02
      And the clock shows 12:01:02
      Then the period of 12:00 ran once
      And the period of 12:01 ran once
      And the period's ledger balances to zero

    Example: The clock is set back
      Given the period has ended
      When the clock shows 12:00:10
      Then the period of 12:00 is settled
      And the period of 12:00 ran once
      And the period's ledger balances to zero

  Rule: A clock that jumps costs no more than the period in which it does

    Scenario Outline: The clock is <wrong> for three seconds
      Given the period has started
      When the clock is <wrong> for three seconds
      Then the page says of the clock that it jumped <where> by "<far>"
      When the period ends
      Then the period of 12:00 is settled
      And House Z0 sells 0.06 kWh to EV 3
      And the period of 12:01 waits for its exchange window to close
      And the period's ledger balances to zero

      Examples:
        | wrong          | where | far      |
        | an hour ahead  | ahead | 1 hour   |
        | a day ahead    | ahead | 1 day    |
        | a year ahead   | ahead | 365 days |
        | an hour behind | back  | 1 hour   |
        | a day behind   | back  | 1 day    |
        | a year behind  | back  | 365 days |

    Example: The clock is set an hour ahead and stays so
      Given the period has ended
      When the clock shows 13:01:30
      Then the page says of the clock that it jumped ahead by "1 hour"
      And the period of 13:01 never ran
      When the clock shows 13:02:02
      Then the period of 13:02 waits for its exchange window to close
      And the period of 12:01 ran once
      And the period of 12:02 never ran
      And the period's ledger balances to zero

  Rule: A clock that is set back repeats no period, and the market says that it waits

    Example: The clock is set back by an hour, and set right again
      Given the period has ended
      When the clock shows 11:01:30
      Then the page says of the clock that it jumped back by "1 hour"
      When the clock shows 11:02:30
      Then the page says that no period runs, because "no period runs twice", and to "set it right"
      And the period of 12:00 ran once
      And the period of 11:02 never ran
      When the clock shows 12:02:02
      Then the period of 12:01 ran once
      And the period of 12:02 waits for its exchange window to close
      And the period's ledger balances to zero
