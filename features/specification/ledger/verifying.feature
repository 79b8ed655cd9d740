Feature: Nobody has to trust the operator
  Every entry of a period is sealed under one root in a chain of blocks, and the chain's heads are anchored elsewhere.
  An auditor needs nothing but the export and the anchors to say "verified", or to name the first wrong entry.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh
    And the period has ended

  Rule: An untouched ledger is verified

    Example: The period and all before it
      When the auditor verifies the ledger
      Then all of it is verified, 4 blocks
      And the period's ledger balances to zero

    Example: A period later
      Given the next period ends
      When the auditor verifies the ledger
      Then all of it is verified, 5 blocks
      And the period's ledger balances to zero

  Rule: A tampered export is refused at its first wrong entry

    Example: A micro-penny more for House Z0
      Given the ledger has been exported
      When somebody adds a micro-penny to the amount of the settlement line
      And the auditor verifies the ledger
      Then the first wrong entry is the settlement entry of the period
      And the period's ledger balances to zero

    Example: An exchange that is gone
      Given the ledger has been exported
      When somebody takes the first exchange entry out
      And the auditor verifies the ledger
      Then the first wrong block is that of the period, because "it is missing: the header says 14 entries"
      And the period's ledger balances to zero

    Example: A ledger that ends early
      Given the ledger has been exported
      When somebody cuts the last block off
      And the auditor verifies the ledger
      Then the first wrong block is that of the period, because "missing: the ledger was cut"
      And the period's ledger balances to zero

  Rule: Who took part checks a receipt of the match and needs nothing else

    Example: The receipt of House Z0
      When House Z0 asks for the receipt of its match
      Then the receipt is verified

    Example: A micro-penny more for House Z0
      Given House Z0 asks for the receipt of its match
      When somebody adds a micro-penny to the amount on the receipt
      Then the receipt is wrong, because "entry and path do not lead to the block's root"
