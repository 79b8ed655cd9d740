Feature: A car takes nothing, or at least what its charger begins with
  Below 6 A a charger for alternating current does not charge at all: 1.38 kW on one phase, 4.14 kW on three. No such car stores a
  surplus of 400 W, so it is not paired for one, and none is settled.

  Background:
    Given EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh
    And EV 3 takes nothing or at least 1.38 kW

  Rule: A home whose forecast is below a car's least power is not paired with it

    Scenario Outline: House Z0 has <surplus> kW to spare
      Given House Z0 has <surplus> kW to spare
      When the period ends
      Then House Z0 sells <sold> kWh to EV 3
      And the period's ledger balances to zero

      Examples:
        | surplus | sold  |
        | 1.38    | 0.023 |
        | 2.4     | 0.04  |

    Scenario Outline: House Z0 has <surplus> kW to spare, which is too little
      Given House Z0 has <surplus> kW to spare
      When the period ends
      Then nobody is matched
      And nothing is traded
      And the period's ledger balances to zero

      Examples:
        | surplus  |
        | 0.4      |
        | 1.379999 |

    Example: The smaller home takes the EV that takes any power
      Given House L1 has 0.6 kW to spare
      And House Z0 has 2.4 kW to spare
      And EV 1 holds 25 kWh of its 50 kWh
      When the period ends
      Then the matches are:
        | prosumer | EV   | expected energy (kWh) |
        | House L1 | EV 1 | 0.01                  |
        | House Z0 | EV 3 | 0.04                  |
      And the pairs are proved to move 0.05 kWh, and no pairs move more
      And the period's ledger balances to zero

    Example: First come, first served passes over an EV that the home is too small for
      Given the grid matches by the greedy algorithm
      And House L1 has 0.6 kW to spare
      When the period ends
      Then nobody is matched
      And the period's ledger balances to zero

    Example: What a car gives has a least power of its own
      Given EV 3 gives nothing or at least 2 kW
      And House Z0 needs 1.8 kW
      When the period ends
      Then nobody is matched
      And the period's ledger balances to zero

  Rule: A sample below the least power moves nothing, unless the car's charger told of it

    Example: A cloud leaves 1.2 kW in the middle of the period
      Given House Z0 has 3.6 kW to spare
      But House Z0 has 1.2 kW to spare from 12:00:20 on
      And House Z0 has 3.6 kW to spare from 12:00:40 on
      When the period ends
      Then House Z0 sells 0.04 kWh to EV 3
      And 4 samples of the period move energy
      And the period's ledger balances to zero

    Example: The charger begins and ends within a sample, and tells what it moved
      Given House Z0 has 3.6 kW to spare
      When EV 3's charger charges with 3.6 kW from 12:00:07 to 12:00:42
      And the period ends
      Then House Z0 sells 0.035 kWh to EV 3
      And 5 samples of the period move energy
      And the period's ledger balances to zero
      When the auditor verifies the ledger
      Then all of it is verified, 4 blocks

  Rule: An EV at a plug that lets nothing flow takes no part

    Example: EV 3 begins with more than its charger moves
      Given EV 3 gives nothing or at least 1.38 kW
      And EV 3's charger moves at most 1.3 kW
      And House Z0 has 2.4 kW to spare
      When the period ends
      Then EV 3 is refused by the rule "An EV at a plug that lets nothing flow takes no part"
      And nothing is traded
      And the period's ledger balances to zero
