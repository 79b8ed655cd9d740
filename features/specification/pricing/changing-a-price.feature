Feature: Analysts change prices while the market runs
  A price is a row of a table, and a changed row needs no new program and no restart.
  Each settlement line carries the rule, the row and the version that set its price, so any price can be explained later.

  Background:
    Given House Z0 needs 3.6 kW
    And EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh

  Rule: A changed row holds from the next period on

    Example: The margin of an EV falls from ten to five percent
      Given the period has started
      When an analyst sets "percent (%)" to "105" in the pricing rule "An EV sells its energy at cost plus ten percent and never outside the grid's prices"
      And the period ends
      Then EV 3 sells 0.06 kWh to House Z0 at 22 p/kWh
      And the period's ledger balances to zero
      When the next period ends
      Then EV 3 sells 0.06 kWh to House Z0 at 21 p/kWh
      And its prices carry another version of the pricing table than those of the period before
      And each line names the rule, the row and the version that set its price
      And the period's ledger balances to zero

    Example: A table that does not change keeps its version
      Given the period has ended
      When the next period ends
      Then EV 3 sells 0.06 kWh to House Z0 at 22 p/kWh
      And its prices carry the same version of the pricing table as those of the period before
      And the period's ledger balances to zero

    Scenario Outline: A table that a spreadsheet saves unchanged keeps its version, columns apart by <separator>
      Given the period has ended
      When a spreadsheet saves the pricing table unchanged, its columns apart by <separator>
      And the next period ends
      Then EV 3 sells 0.06 kWh to House Z0 at 22 p/kWh
      And its prices carry the same version of the pricing table as those of the period before
      And the period's ledger balances to zero

      Examples:
        | separator  |
        | commas     |
        | semicolons |
        | tabs       |

  Rule: A table with a mistake is refused by name and place, and the last good version stays

    Scenario Outline: <mistake>
      Given the period has started
      When an analyst sets "<column>" to "<cell>" in the pricing rule "An EV sells its energy at cost plus ten percent and never outside the grid's prices"
      And the next period ends
      Then the pricing table is refused at the rule "An EV sells its energy at cost plus ten percent and never outside the grid's prices", <place>: "<reason>"
      And EV 3 sells 0.06 kWh to House Z0 at 22 p/kWh
      And its prices carry the same version of the pricing table as those of the period before
      And the period's ledger balances to zero

      Examples: a cell
        | mistake                                 | column             | cell  | place                       | reason                                                                                              |
        | A percentage that is a word             | percent (%)        | ten   | column "percent (%)"        | 'ten' is not a number: write digits only, the unit (%) is in the column's head                      |
        | A factor in place of a percentage       | percent (%)        | 1.1   | column "percent (%)"        | 1.1 % - did you mean 110? Write 110, or '1.1 %' with its sign if 1.1 % is meant                     |
        | A decimal comma                         | percent (%)        | 107,5 | column "percent (%)"        | '107,5' has a decimal comma: write 107.5                                                            |
        | A comma that parts either of two things | cost below (p/kWh) | 1,000 | column "cost below (p/kWh)" | '1,000' can be 1000 or 1.0: write 1000 or 1.0                                                       |
        | Pounds where pence belong               | cost below (p/kWh) | £0.25 | column "cost below (p/kWh)" | '£0.25' holds a currency, and the column is in pence: write 0.25 if it is pence, 25 if it is pounds |
        | A direction that is none                | direction          | left  | column "direction"          | 'left' is not one of: stored, released, direct                                                      |

      Examples: the whole row
        | mistake                            | column          | cell   | place         | reason                                   |
        | A price beyond the grid's own      | bounded by grid | no     | the whole row | someone would do worse than with the grid |
        | A price for what has one already   | direction       | stored | the whole row | overlaps row 7: both fit                 |

    Example: A file that is no table
      Given the period has started
      When an analyst replaces the pricing table by the text "all energy is free today"
      And the next period ends
      Then the pricing table is refused: "the last row must be '# end': the file is cut off or half written"
      And EV 3 sells 0.06 kWh to House Z0 at 22 p/kWh
      And the period's ledger balances to zero

  Rule: A case that no row fits is refused, there is no default price

    Example: An analyst takes the price of released energy out
      Given the period has started
      When an analyst removes the pricing rule "An EV sells its energy at cost plus ten percent and never outside the grid's prices"
      And the period ends
      Then EV 3 sells 0.06 kWh to House Z0 at 22 p/kWh
      And the period's ledger balances to zero
      When the next period ends
      Then nothing is traded
      And House Z0 is refused by the rule "A case that no row of pricing fits is refused"
      And the period's ledger balances to zero
