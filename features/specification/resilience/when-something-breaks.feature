Feature: A period ends well even when something breaks
  A period has a minute, so what fails is replaced by something simpler, and what cannot be replaced waits for an operator.
  The operator sees the failed task and its error; a retry changes nothing that is done already.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh

  Rule: Without a forecast the last period repeats

    Example: The forecaster is out of order
      Given the forecast is unavailable
      When the period ends
      Then the period went by "Forecast by persistence"
      And the forecasts were made by persistence
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

  Rule: When the matching takes too long, first come is served first

    Example: The optimal algorithm runs out of time
      Given the grid matches by the optimal algorithm
      And the matching takes longer than its budget
      When the period ends
      Then the period went by "Match greedily"
      And the matches were made by the greedy algorithm
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

    Example: It has its time again in the next period
      Given the matching takes longer than its budget
      And the period has ended
      When the next period ends
      Then the matches were made by the optimal algorithm
      And the period's ledger balances to zero

  Rule: A block whose anchor cannot be published waits for the next one

    Example: The anchor's target is down for one period
      Given the anchor's target is down for 1 period
      When the period ends
      Then the period is settled, not yet anchored
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero
      When the next period ends
      Then the period of 12:00 is anchored
      And the period of 12:01 is anchored
      And the period's ledger balances to zero

  Rule: A broken task is shown to the operator, and a retry doubles nothing

    Scenario Outline: "<task>" breaks as the period starts
      Given the task "<task>" breaks 1 time
      When the period starts
      Then the operator sees the period stuck at "<task>": "forced by a tester"
      When the operator retries the task
      And the period ends
      Then the operator sees the period completed
      And the settlement has these lines:
        | buyer pays | seller is paid | energy (kWh) | price (p/kWh) | amount (p) |
        | EV 3       | House Z0       | 0.06         | 17.945        | 1.0767     |
      And the period's ledger balances to zero

      Examples:
        | task             |
        | Collect bids     |
        | Forecast         |
        | Verify and limit |
        | Match            |

    Scenario Outline: "<task>" breaks after the exchange window
      Given the task "<task>" breaks 1 time
      When the period ends
      Then the operator sees the period stuck at "<task>": "forced by a tester"
      When the operator retries the task
      Then the operator sees the period completed
      And the settlement has these lines:
        | buyer pays | seller is paid | energy (kWh) | price (p/kWh) | amount (p) |
        | EV 3       | House Z0       | 0.06         | 17.945        | 1.0767     |
      And the period's ledger balances to zero

      Examples:
        | task             |
        | Measure exchange |
        | Settle           |
        | Anchor           |

    Example: A task that breaks again is shown again
      Given the task "Settle" breaks 2 times
      And the period has ended
      When the operator retries the task in vain: "forced by a tester"
      Then the operator sees the period stuck at "Settle": "forced by a tester"
      When the operator retries the task
      Then the operator sees the period completed
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

  Rule: An operator may give a task or a period up

    Example: Without its settlement the period ends, and nothing was sold
      Given the task "Settle" breaks 1 time
      And the period has ended
      When the operator skips the task
      Then the operator sees the period completed
      And the period ends without settlement: "the settlement was skipped"
      And nothing is traded
      And the period's ledger balances to zero

    Example: An aborted period settles nothing, and is called aborted wherever one looks
      Given the task "Settle" breaks 1 time
      And the period has ended
      When the operator aborts the period
      Then the period ends without settlement: "aborted by an operator"
      And the operator, the page and the period's own address call it aborted
      And nothing is traded
      And the period's ledger balances to zero

  Rule: An order that does not fit the period is refused in words and changes nothing

    Scenario Outline: In the open exchange window the operator <orders>
      When the period starts
      And the operator <orders> in vain: "<reason>"
      And the period ends
      Then the operator sees the period completed
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

      Examples:
        | orders                      | reason                                                          |
        | retries the task            | nothing of it failed: it waits for its exchange window to close |
        | skips the task              | nothing of it failed: it waits for its exchange window to close |
        | triggers the task "Settle"  | the tasks of a period come in the order of its diagram          |
        | triggers the task "Anchor"  | the tasks of a period come in the order of its diagram          |
        | cancels the wait            | its wait ends when the clock closes the exchange window         |
        | repeats the wait            | its wait ends when the clock closes the exchange window         |
        | changes the variables       | without them no task finds its period                           |
        | migrates the period         | a period is run to its end by the process that it began with    |
        | cancels the period's job    | its clock starts and ends the periods                           |
        | completes a person's task   | no task of this market waits for a person                       |

    Scenario Outline: What is settled stays settled, although the operator <orders>
      Given the task "Anchor" breaks 1 time
      And the period has ended
      When the operator aborts the period in vain: "what is booked stays, since it has ended and is settled"
      And the operator <orders>
      Then the operator sees the period completed
      And House Z0 sells 0.06 kWh to EV 3
      When the next period ends
      Then the period of 12:00 is anchored
      And the period's ledger balances to zero

      Examples:
        | orders           |
        | retries the task |
        | skips the task   |

    Example: Of four operators who retry at once one acts, and the others are told
      Given the task "Settle" breaks 1 time
      And the period has ended
      When 4 operators retry the task at once
      Then 1 of them has retried it, and the others were told why not
      And the operator sees the period completed, with no task left open
      And the settlement has these lines:
        | buyer pays | seller is paid | energy (kWh) | price (p/kWh) | amount (p) |
        | EV 3       | House Z0       | 0.06         | 17.945        | 1.0767     |
      And the period's ledger balances to zero

    Example: Nothing is left to do for a period that has ended
      Given the period has ended
      When the operator aborts the ended period in vain: "it has ended and is settled. Nothing is left to do"
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

  Rule: A period that failed before it recorded anything holds up nobody

    Example: The bids of 12:00 are never collected
      Given the task "Collect bids" breaks 1 time
      And the period has ended
      When the next period ends
      And the clock moves on to the period of 12:03
      Then the page says: "failed before anything of it was recorded, and the books are sealed past it"
      And the operator sees the period of 12:00 aborted
      When the period ends
      Then the period's ledger balances to zero

  Rule: An EV with a match that is not settled waits, and the others trade on

    Example: EV 3 is stuck in the period before, and the operator makes up for it
      Given EV 4 holds 25 kWh of its 50 kWh
      And the task "Settle" breaks 1 time
      And the period has ended
      When the next period ends
      Then EV 3 is refused: "an earlier period of this EV is not settled yet"
      And House Z0 sells 0.06 kWh to EV 4
      And the period is settled, not yet anchored
      When the operator retries the task of the period of 12:00
      And the clock moves on to the period of 12:03
      And the period ends
      Then the period of 12:00 is anchored
      And the period of 12:01 is anchored
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero
