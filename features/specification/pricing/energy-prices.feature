Feature: Neither side of a trade does worse than with the grid
  A home is paid more for its surplus than the grid pays, and charged less for its need than the grid asks.
  Both prices of a match are set by the table rules/tables/pricing.csv and are known before any energy flows.

  Rule: A prosumer sells to an EV halfway between the grid's prices

    Example: House Z0 stores its surplus in EV 3
      Given the grid pays 6.4 p/kWh and asks 29.49 p/kWh
      And House Z0 has 3.6 kW to spare
      And EV 3 holds 25 kWh of its 50 kWh
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3 at 17.945 p/kWh
      And the period's ledger balances to zero

    Scenario Outline: Halfway follows the grid from <pays> to <asks> p/kWh
      Given the grid pays <pays> p/kWh and asks <asks> p/kWh
      And House Z0 has 3.6 kW to spare
      And EV 3 holds 25 kWh of its 50 kWh
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3 at <price> p/kWh
      And the period's ledger balances to zero

      Examples: prices in p/kWh
        | pays | asks  | price  |
        | 0    | 30    | 15     |
        | 12.5 | 12.5  | 12.5   |
        | -4   | 10    | 3      |
        | -10  | 4     | -3     |

  Rule: An EV sells its energy at cost plus ten percent and never outside the grid's prices

    Scenario Outline: Energy bought at <cost> p/kWh is sold at <price> p/kWh
      Given the grid pays 6.4 p/kWh and asks 29.49 p/kWh
      And House Z0 needs 3.6 kW
      And EV 3 holds 25 kWh of its 50 kWh, bought at <cost> p/kWh
      When the period ends
      Then EV 3 sells 0.06 kWh to House Z0 at <price> p/kWh
      And the period's ledger balances to zero

      Examples: in p/kWh, between the grid's prices
        | cost   | price   |
        | 17.945 | 19.7395 |
        | 26.8   | 29.48   |
        | 5.82   | 6.402   |

      Examples: in p/kWh, held at what the grid asks
        | cost  | price |
        | 26.81 | 29.49 |
        | 29.49 | 29.49 |

      Examples: in p/kWh, held at what the grid pays
        | cost | price |
        | 5.81 | 6.4   |
        | 0    | 6.4   |

    Scenario Outline: Energy that the EV was paid <cost> p/kWh to take is sold at <price> p/kWh while the grid asks <asks>
      Given the grid pays -5 p/kWh and asks <asks> p/kWh
      And House Z0 needs 3.6 kW
      And EV 3 holds 25 kWh of its 50 kWh, bought at <cost> p/kWh
      When the period ends
      Then EV 3 sells 0.06 kWh to House Z0 at <price> p/kWh
      And the period's ledger balances to zero

      Examples: in p/kWh; ten percent of the cost's size is added, so the EV never pays for selling at its cost
        | asks | cost | price |
        | 4    | -3   | -2.7  |
        | -2   | -4   | -3.6  |
        | -3   | -3   | -3    |
        | 4    | -6   | -5    |

  Rule: Trading pauses while the grid pays more for energy than it asks

    Example: The grid pays a hundredth of a penny more than it asks
      Given the grid pays 29.5 p/kWh and asks 29.49 p/kWh
      And House Z0 has 3.6 kW to spare
      And EV 3 holds 25 kWh of its 50 kWh
      When the period ends
      Then nothing is traded
      And House Z0 is refused: "the grid's sell price exceeds its buy price so no price suits both sides"
      And EV 3 is refused by the rule "Trading pauses while the grid pays more for energy than it asks"
      And the period's ledger balances to zero

    Example: The grid pays exactly what it asks
      Given the grid pays 29.49 p/kWh and asks 29.49 p/kWh
      And House Z0 has 3.6 kW to spare
      And EV 3 holds 25 kWh of its 50 kWh
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3 at 29.49 p/kWh
      And the period's ledger balances to zero
