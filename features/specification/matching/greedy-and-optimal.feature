Feature: Homes and EVs are paired for one period
  At most one EV serves a home and at most one home an EV, so who is paired with whom decides how much energy stays local.
  The greedy algorithm serves whoever comes first; the optimal one moves the most energy that the forecasts promise.

  Rule: The greedy algorithm serves first come, first served, whatever the sizes

    Example: The first home takes the first EV, though the two do not fit
      Given the grid matches by the greedy algorithm
      And House L1 has 0.6 kW to spare
      And House Z0 has 3.6 kW to spare
      And these EVs, in order of arrival:
        | EV   | battery (kWh) | holds (kWh) |
        | EV 2 | 50            | 25          |
        | EV 1 | 50            | 39.99       |
      When the period ends
      Then the matches are:
        | prosumer | EV   | expected energy (kWh) |
        | House L1 | EV 2 | 0.01                  |
        | House Z0 | EV 1 | 0.01                  |
      And the period's ledger balances to zero

    Example: A pair that would move nothing is made all the same
      Given the grid matches by the greedy algorithm
      And House Z0 has 3.6 kW to spare
      And EV 3 holds 40 kWh of its 50 kWh
      When the period ends
      Then the matches are:
        | prosumer | EV   | expected energy (kWh) |
        | House Z0 | EV 3 | 0                     |
      And nothing is traded
      And the period's ledger balances to zero

  Rule: The optimal algorithm moves the most energy that the forecasts promise

    Example: The large surplus goes to the EV with the large room
      Given the grid matches by the optimal algorithm
      And House L1 has 0.6 kW to spare
      And House Z0 has 3.6 kW to spare
      And these EVs, in order of arrival:
        | EV   | battery (kWh) | holds (kWh) |
        | EV 2 | 50            | 25          |
        | EV 1 | 50            | 39.99       |
      When the period ends
      Then the matches are:
        | prosumer | EV   | expected energy (kWh) |
        | House L1 | EV 1 | 0.01                  |
        | House Z0 | EV 2 | 0.06                  |
      And the optimal algorithm is expected to move 0.07 kWh, and greedy 0.02 kWh
      And the period's ledger balances to zero

    Example: With one EV for two homes, the home that moves more is served
      Given the grid matches by the optimal algorithm
      And House L1 has 1.8 kW to spare
      And House Z0 needs 3.6 kW
      And EV 3 holds 25 kWh of its 50 kWh
      When the period ends
      Then the matches are:
        | prosumer | EV   | expected energy (kWh) |
        | House Z0 | EV 3 | 0.06                  |
      And the period's ledger balances to zero

    Scenario Outline: Equal EVs are paired alike, whether <first> or <second> comes first
      Given the grid matches by the optimal algorithm
      And House L1 has 3.6 kW to spare
      And these EVs, in order of arrival:
        | EV       | battery (kWh) | holds (kWh) |
        | <first>  | 50            | 25          |
        | <second> | 50            | 25          |
      When the period ends
      Then the matches are:
        | prosumer | EV   | expected energy (kWh) |
        | House L1 | EV 1 | 0.06                  |
      And the period's ledger balances to zero

      Examples:
        | first | second |
        | EV 1  | EV 2   |
        | EV 2  | EV 1   |

  Rule: The optimal algorithm makes no pair that would move nothing

    Example: EV 3 is full
      Given House Z0 has 3.6 kW to spare
      And EV 3 holds 40 kWh of its 50 kWh
      When the period ends
      Then nobody is matched
      And the period's ledger balances to zero

    Example: EV 3 has room for ten watt-hours
      Given House Z0 has 3.6 kW to spare
      And EV 3 holds 39.99 kWh of its 50 kWh
      When the period ends
      Then the matches are:
        | prosumer | EV   | expected energy (kWh) |
        | House Z0 | EV 3 | 0.01                  |
      And the period's ledger balances to zero

    Example: House Z0 makes as much as it uses
      Given House Z0 has 0 kW to spare
      And EV 3 holds 25 kWh of its 50 kWh
      When the period ends
      Then nobody is matched
      And the period's ledger balances to zero

  Rule: A home with an EV of its own trades with no other

    Example: House Z0's own EV is full, and its neighbour's is not for it
      Given House Z0 has 3.6 kW to spare
      And House L1 has 1.8 kW to spare
      And EV 1 holds 40 kWh of its 50 kWh
      And EV 2 holds 25 kWh of its 50 kWh
      And House Z0 trades with no other EV than EV 1
      And House L1 trades with no other EV than EV 2
      When the period ends
      Then the matches are:
        | prosumer | EV   | expected energy (kWh) |
        | House L1 | EV 2 | 0.03                  |
      And the period's ledger balances to zero
