Feature: What settled trades would have cost under another table
  Whoever changes a price wants to know beforehand who would have paid what. Settled trades are gone over again, first under the rules
  that were active then: only if these lead to every booked line is anything shown. Nothing in the books changes.

  Rule: The same trades are priced again, to the millionth of a penny

    Example: A smaller margin leaves the house with more and the EV with less
      Given House Z0 needs 3.6 kW
      And EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh
      And the period has ended
      When an analyst asks for the settled trades with "percent (%)" at "105" in the pricing rule "An EV sells its energy at cost plus ten percent and never outside the grid's prices"
      Then the active tables lead to each booked line
      And 1 line would have been booked otherwise
      And House Z0 would have 0.06 p more
      And EV 3 would have 0.06 p less
      And nobody would do worse than with the grid

    Example: Where the grid's bound cuts, a smaller margin changes nothing
      Given House Z0 needs 3.6 kW
      And EV 3 holds 25 kWh of its 50 kWh, bought at 29.49 p/kWh
      And the period has ended
      When an analyst asks for the settled trades with "percent (%)" at "105" in the pricing rule "An EV sells its energy at cost plus ten percent and never outside the grid's prices"
      Then the active tables lead to each booked line
      And 0 lines would have been booked otherwise
      And the grid's bound would have cut a price of that rule

  Rule: Without one of the trades, nothing is told of money

    Example: A row that a price is taken out of
      Given House Z0 needs 3.6 kW
      And EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh
      And the period has ended
      When an analyst asks for the settled trades without the pricing rule "An EV sells its energy at cost plus ten percent and never outside the grid's prices"
      Then the active tables lead to each booked line
      And 1 pair would have had no price, so that no money is told

  Rule: A range can be run again under other limits, and other trades follow from other trades

    Example: Under the active tables the day is what it was
      Given House Z0 needs 3.6 kW
      And EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh
      And the period has ended
      When an analyst asks for the day as it might have been under the active tables
      Then the active tables lead to each booked line
      And 0 lines would have been booked otherwise

    Example: Behind a higher floor the house buys from the grid, and the EV keeps its energy
      Given House Z0 needs 3.6 kW
      And EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh
      And the period has ended
      When an analyst asks for the day as it might have been with "floor (%)" at "60" in the soc-limits rule "An EV trades between a fifth and four fifths of its battery"
      Then the active tables lead to each booked line
      And 1 line would have been booked otherwise
      And 1 pair would have been none
      And House Z0 would have 1.32 p more
      And House Z0 would pay the grid 1.7694 p more
      And EV 3 would have 1.32 p less
      And the battery of EV 3 would hold energy for 1.2 p more
