Feature: Whoever has a key trades what they signed for, and nothing else
  A bid is signed by the home or the EV itself, for one grid and one period, and counted, so that nobody bids in another's name.
  The door checks it as it arrives; the ledger keeps it, so that anyone can check it again.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh
    And EV 3 signs its bids

  Rule: A signed bid is an upper limit

    Example: EV 3 signs for more than House Z0 has
      When EV 3 signs a bid of at most 1 kWh for the period of 12:00
      Then the message is taken
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 4 blocks

    Example: EV 3 signs for less
      When EV 3 signs a bid of at most 0.02 kWh for the period of 12:00
      Then the message is taken
      When the period ends
      Then House Z0 sells 0.02 kWh to EV 3
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 4 blocks

  Rule: A party with a key for bids takes no part without a signed bid

    Example: EV 3 signs nothing
      When the period ends
      Then EV 3 is refused: "it signed no bid for this period"
      And nothing is traded
      And the period's ledger balances to zero

    Example: House Z0 has no key and needs none
      Given EV 3 has signed a bid of at most 1 kWh for the period of 12:00
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

  Rule: A party whose registration is changing takes no part until the change is sealed

    Example: The block that carries EV 3's new key waits for the operator
      Given the task "Settle" breaks 1 time
      And EV 3 has signed a bid of at most 1 kWh for the period of 12:01
      And the period has started
      When EV 3 gets a new key
      And the next period starts
      And the period ends
      Then EV 3 is refused: "its registration is changing"
      And nothing is traded
      When the operator retries the task of the period of 12:00
      And the next period ends
      Then the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 6 blocks

  Rule: Only a party with a key for bids may sign one

    Example: House Z0 has none
      When House Z0 signs a bid of at most 1 kWh for the period of 12:00
      Then the message is refused: "prosumer:House-Z0 has no key for bids in grid"
      And it is kept as a dead letter with that reason
      When the period ends
      Then the period's ledger balances to zero

    Example: EV 3 is revoked
      Given the period has started
      When EV 3's enrolment is revoked: "sold to another owner"
      And the period ends
      And EV 3 signs a bid of at most 1 kWh for the period of 12:02
      Then the message is refused: "vehicle:EV-3 is revoked"
      And it is kept as a dead letter with that reason
      And the period's ledger balances to zero

  Rule: Nobody signs for another

    Example: Somebody without EV 3's key
      When somebody else signs a bid of at most 1 kWh for EV 3 and the period of 12:00
      Then the message is refused: "the signature is not that of vehicle:EV-3's key over this bid"
      And it is kept as a dead letter with that reason
      When the period ends
      Then nothing is traded
      And the period's ledger balances to zero

    Example: Somebody who signs nothing at all
      When somebody sends as a bid: "vehicle:EV-3 wants it all"
      Then the message is refused: "malformed:"
      And it is kept as a dead letter with that reason
      When the period ends
      Then the period's ledger balances to zero

  Rule: A bid counts in one grid

    Example: It is brought to another one
      When EV 3 signs a bid of at most 1 kWh for the period of 12:00 in grid "elsewhere"
      Then the message is refused: "the bid is for grid elsewhere, and this is grid"
      And it is kept as a dead letter with that reason
      When the period ends
      Then nothing is traded
      And the period's ledger balances to zero

  Rule: A period is open for bids from ten minutes before it starts until it starts

    Example: A second before the start
      Given the clock shows 11:59:59
      When EV 3 signs a bid of at most 1 kWh for the period of 12:00
      Then the message is taken
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

    Scenario Outline: <when>
      Given the clock shows <now>
      When EV 3 signs a bid of at most 1 kWh for the period of <period>
      Then the message is refused: "period 2026-06-21T<period>:00Z is not open: bids are taken for [2026-06-21T<first>:00Z, 2026-06-21T<last>:00Z]"
      And it is kept as a dead letter with that reason
      When the period ends
      Then nothing is traded
      And the period's ledger balances to zero

      Examples:
        | when         | now      | period | first | last  |
        | At the start | 12:00:00 | 12:00  | 12:01 | 12:10 |
        | Too early    | 11:59:59 | 12:10  | 12:00 | 12:09 |

  Rule: A bid counts once

    Example: It is sent again
      Given EV 3 has signed a bid of at most 1 kWh for the period of 12:00
      When the same bid is sent again
      Then the message is refused: "sequence 1 of vehicle:EV-3 is not above the last accepted one, 1"
      And it is kept as a dead letter with that reason
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

    Example: Another one for the same period
      Given EV 3 has signed a bid of at most 0.02 kWh for the period of 12:00
      When EV 3 signs a bid of at most 1 kWh for the period of 12:00
      Then the message is refused: "vehicle:EV-3 has a bid for period 2026-06-21T12:00:00Z, and one is the most"
      And it is kept as a dead letter with that reason
      When the period ends
      Then House Z0 sells 0.02 kWh to EV 3
      And the period's ledger balances to zero

    Example: One for an earlier period
      Given EV 3 has signed a bid of at most 1 kWh for the period of 12:01
      When EV 3 signs a bid of at most 1 kWh for the period of 12:00
      Then the message is refused: "vehicle:EV-3 has a bid for the later period 2026-06-21T12:01:00Z: none for 2026-06-21T12:00:00Z can follow"
      And it is kept as a dead letter with that reason
      When the next period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

  Rule: A bid moves no more than a megawatt does

    Example: A battery on the loose
      When EV 3 signs a bid of at most 17 kWh for the period of 12:00
      Then the message is refused: "most_in of 61200000000 mJ is outside [0, 60000000000] mJ"
      And it is kept as a dead letter with that reason
      When the period ends
      Then the period's ledger balances to zero

  Rule: A new key counts from the block after the one that carries it

    Example: EV 3 changes its key during a period
      Given the period has started
      When EV 3 gets a new key
      And EV 3 signs a bid of at most 1 kWh for the period of 12:02
      Then the message is refused: "the signature is not that of vehicle:EV-3's key over this bid"
      And it is kept as a dead letter with that reason
      When the period ends
      And EV 3 signs a bid of at most 1 kWh for the period of 12:02
      Then the message is taken
      When the clock moves on to the period of 12:02
      And the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 6 blocks

  Rule: Road-side units sign each block, and its header is published

    Example: An auditor asks for their keys, and where the headers are
      Given EV 3 has signed a bid of at most 1 kWh for the period of 12:00
      When the period ends
      Then the period's block can be checked with the keys of 3 road-side units, of which 2 must sign
      And the headers are published up to the period's block
      And the live page shows 1 signed bid, and a block signed by 3 units
      And the period's ledger balances to zero
