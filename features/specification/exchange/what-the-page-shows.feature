Feature: The live page shows energy as it will be booked
  While a period runs, people look at what their home and their EV exchange. What they see is measured by the rule that settles it,
  with the limits that they signed for, so that nobody sees energy that a settled period does not book.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh

  Rule: After each sample the page shows what is settled up to there

    Example: Nobody signed anything
      When the period is watched sample by sample
      Then House Z0's sales to EV 3 were shown as 0.01, 0.02, 0.03, 0.04, 0.05 and 0.06 kWh
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And after each sample the page had shown what was settled up to there
      And the period's ledger balances to zero

    Example: EV 3 signed for less than House Z0 has
      Given EV 3 signs its bids
      And EV 3 has signed a bid of at most 0.025 kWh for the period of 12:00
      When the period is watched sample by sample
      Then House Z0's sales to EV 3 were shown as 0.01, 0.02, 0.025, 0.025, 0.025 and 0.025 kWh
      When the period ends
      Then House Z0 sells 0.025 kWh to EV 3
      And after each sample the page had shown what was settled up to there
      And the period's ledger balances to zero

    Example: House Z0 signed, and turns from surplus to need
      Given House Z0 needs 3.6 kW from 12:00:30 on
      And House Z0 signs its bids
      And House Z0 has signed a bid of at most 0.015 kWh for the period of 12:00
      When the period is watched sample by sample
      Then House Z0's sales to EV 3 were shown as 0.01, 0.015, 0.015, 0.015, 0.015 and 0.015 kWh
      And EV 3's sales to House Z0 were shown as 0, 0, 0, 0.01, 0.015 and 0.015 kWh
      When the period ends
      Then House Z0 sells 0.015 kWh to EV 3
      And EV 3 sells 0.015 kWh to House Z0
      And after each sample the page had shown what was settled up to there
      And the period's ledger balances to zero
