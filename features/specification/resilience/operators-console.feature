Feature: An operator sees how periods stand, and repairs them with a reason
  Whoever repairs a period says why. The trail keeps who it was and the words; the ledger, which is for ever, holds their number alone.
  What an order would do is said before it is given, and the answer comes once it is done.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh

  Rule: What stands still is listed by its cause, in words and with advice

    Example: The settlement of 12:00 breaks
      Given the task "Settle" breaks 1 time
      And the period has ended
      When the operator looks at the periods that stand still
      Then the operator finds the period of 12:00 at "Settle": "forced by a tester"
      And the operator is advised: "what is booked is never booked twice"
      And an abort would have the consequence: "1 trade of 0.060 kWh is not settled and nobody pays; its car is free"

    Example: Nothing stands still
      Given the period has ended
      When the operator looks at the periods that stand still
      Then the operator finds none
      And the operator sees the period completed

  Rule: An order needs a reason, and is answered once it is done

    Example: A retry that works at the second try
      Given the task "Settle" breaks 2 times
      And the period has ended
      When the operator orders "retry" because "the printer is mended"
      Then the order failed again: "forced by a tester"
      When the operator orders "retry" because "it is mended now, really"
      Then the order is done: "was retried. The period has ended and is settled."
      And the period tells who intervened: "retry" because "the printer is mended", "retry" because "it is mended now, really"
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

    Scenario Outline: Without a reason nothing is done: <order>
      Given the task "Settle" breaks 1 time
      And the period has ended
      When the operator orders "<order>" because " "
      Then the order is refused: "'reason' is missing: say why"
      And the operator sees the period stuck at "Settle": "forced by a tester"

      Examples:
        | order |
        | retry |
        | skip  |
        | abort |

  Rule: The ledger holds the number of an abort, and neither a name nor words

    Example: The meter of Z0 is being changed
      Given the task "Settle" breaks 1 time
      And the period has ended
      When the operator orders "abort" because "the meter of Z0 is being changed"
      Then the order is done: "was aborted."
      And the ledger says that the period was "aborted by an operator" under the order's number
      And nothing is traded
      And the period's ledger balances to zero
      When the operator orders "abort" because "once more"
      Then the order is refused: "Nothing is left to do"

  Rule: A paused grid starts no period, and says by whose order

    Example: The transformer is hot
      Given the period has started
      When the operator orders "pause" of the grid because "the transformer is hot"
      And the next period ends
      Then the ledger says that the period was "skipped: paused by an operator" under the order's number
      And the page says: "the grid is paused by an operator"
      And the period's ledger balances to zero
      When the operator orders "resume" of the grid because "it has cooled down"
      And the clock moves on to the period of 12:03
      And the period ends
      Then the operator sees the period completed
      And the period's block seals who did what, up to that order at least
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

    Example: A grid that trades cannot be resumed
      Given the period has started
      When the operator orders "resume" of the grid because "why not"
      Then the order is refused: "is not paused"

  Rule: An alert is silenced until an end, with a reason

    Example: Works on the line
      Given the period has ended
      When the operator silences "A period stands still" for 60 minutes because "the line is being mended"
      Then the order is done: "it is shown, and nobody is told"
      And "A period stands still" is silenced for 60 minutes because "the line is being mended"
      When the operator ends the silence of "A period stands still" because "it is mended"
      Then the order is done: "is no longer silenced"
      And "A period stands still" is not silenced
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

    Example: A silence without an end
      When the operator silences "A period stands still" without an end because "it annoys"
      Then the order is refused: "a silence has an end"

    Example: A silence without a reason
      When the operator silences "A period stands still" for 60 minutes because " "
      Then the order is refused: "'reason' is missing: say why"
