Feature: Who signs the blocks changes by votes, while the market runs
  An operator may want other road-side units, or another quorum: those that sign now decide it, and trade does not wait for them.
  A unit that somebody else runs votes for nothing that its owner has not approved.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh
    And the period has started

  Rule: Units of the market's own process vote by themselves

    Example: A fourth unit is installed
      When an operator proposes that 3 of 4 units of the market sign: "a fourth unit was installed"
      Then the operator is told: "3 of rsu-1, rsu-2, rsu-3, rsu-4 shall sign each block. That needs the votes of 2 of rsu-1, rsu-2, rsu-3"
      When the next period ends
      And the votes are there
      And the next period ends
      And the next period ends
      Then the period's block can be checked with the keys of 4 road-side units, of which 3 must sign
      And the live page shows 0 signed bids, and a block signed by 4 units
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 7 blocks

    Example: The operator does not say why
      When an operator proposes that 3 of 4 units of the market sign: ""
      Then the operator is refused: "'reason' is missing"
      And nobody else is wanted

    Example: More signatures than units
      When an operator proposes that 5 of 4 units of the market sign: "to be sure"
      Then the operator is refused: "'quorum' is 5, and should be in [1, 4], as many as there are units"
      And nobody else is wanted

  Rule: A unit that somebody else runs votes as its owner has approved

    Example: One of three units elsewhere is replaced
      Given units A, B, C and D, each with an owner of its own
      When an operator proposes that 2 of the units A, B and C sign: "units that the market does not run"
      And the next period ends
      And the votes are there
      And the next period ends
      And an operator proposes that 2 of 3 units of the market sign: "not yet"
      And an operator proposes that 2 of 3 units of the market sign: "not yet, as was said"
      And the next period ends
      And the next period ends
      Then the blocks are signed by 2 of the units A, B and C
      And the headers are published up to the period's block
      When an operator proposes that 2 of the units A, B and D sign: "C is moved"
      And the next period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And 2 votes are missing: "its owner has not approved"
      And the blocks are signed by 2 of the units A, B and C
      When the owners of A and B approve that
      And the next period ends
      And the votes are there
      And the next period ends
      And the next period ends
      Then the blocks are signed by 2 of the units A, B and D
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 12 blocks

    Example: A unit that does not answer is not proposed
      When an operator proposes a unit that is not there: "it will be there soon"
      Then the operator is refused: "Nothing was proposed: grid "
      And nobody else is wanted
