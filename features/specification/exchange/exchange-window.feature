Feature: What is measured is what is traded
  Forecasts choose the pairs; the meters decide, sample by sample of ten seconds, what moved and in which direction.
  A sample that nobody can trust moves nothing.

  Background:
    Given EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh

  Rule: The actual sign of a sample decides its direction, whatever was forecast

    Example: House Z0 was expected to have energy to spare, and needs some
      Given House Z0 has 3.6 kW to spare
      But House Z0 needs 1.8 kW from 12:00:00 on
      When the period ends
      Then House Z0 is expected to have 0.06 kWh to spare
      And EV 3 sells 0.03 kWh to House Z0 at 22 p/kWh
      And the period's ledger balances to zero

    Example: A cloud passes over House Z0 in the middle of the period
      Given House Z0 has 3.6 kW to spare
      But House Z0 needs 1.8 kW from 12:00:20 on
      And House Z0 has 3.6 kW to spare from 12:00:40 on
      When the period ends
      Then House Z0 sells 0.04 kWh to EV 3 at 17.945 p/kWh
      And EV 3 sells 0.01 kWh to House Z0 at 22 p/kWh
      And the period's ledger balances to zero

  Rule: A sample without a reading moves nothing

    Example: One of six readings never arrives
      Given House Z0 has 3.6 kW to spare
      But House Z0's reading of 12:00:20 never arrives
      When the period ends
      Then House Z0 sells 0.05 kWh to EV 3
      And 5 samples of the period move energy
      And the period's ledger balances to zero

    Example: A home whose last period is not known whole is not forecast
      Given House Z0 has 3.6 kW to spare
      But House Z0's reading of 11:59:20 never arrives
      When the period ends
      Then House Z0 is refused: "no readings of the last period"
      And nothing is traded
      And the period's ledger balances to zero

  Rule: Nothing moves while the EV is away

    Example: EV 3 drives off after half a minute
      Given House Z0 has 3.6 kW to spare
      But EV 3 drives off at 12:00:30
      When the period ends
      Then House Z0 sells 0.03 kWh to EV 3
      And 3 samples of the period move energy
      And the period's ledger balances to zero

    Example: EV 3 drives off a second into the third sample, which still counts
      Given House Z0 has 3.6 kW to spare
      But EV 3 drives off at 12:00:21
      When the period ends
      Then House Z0 sells 0.03 kWh to EV 3
      And the period's ledger balances to zero

  Rule: No more moves than the charger can

    Scenario Outline: House Z0 has <surplus> kW to spare, and EV 3's charger moves at most 1.8 kW
      Given House Z0 has <surplus> kW to spare
      And EV 3's charger moves at most 1.8 kW
      When the period ends
      Then House Z0 sells <stored> kWh to EV 3
      And the period's ledger balances to zero

      Examples: surplus in kW, stored in kWh
        | surplus | stored |
        | 1.74    | 0.029  |
        | 1.8     | 0.03   |
        | 3.6     | 0.03   |

    Example: A peak of one sample is cut, though the period as a whole would fit
      Given EV 3's charger moves at most 3.6 kW
      And House Z0 has 0.36 kW to spare
      But House Z0 has 7.2 kW to spare from 12:00:10 on
      And House Z0 has 0 kW to spare from 12:00:20 on
      When the period ends
      # 0.001 kWh in the first sample and no more than 0.01 kWh in the second
      Then House Z0 sells 0.011 kWh to EV 3
      And the period's ledger balances to zero
