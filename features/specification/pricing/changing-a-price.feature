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

  Rule: A table with a mistake is refused by name and place, and the last good version stays

    Scenario Outline: <mistake>
      Given the period has started
      When an analyst sets "<column>" to "<cell>" in the pricing rule "An EV sells its energy at cost plus ten percent and never outside the grid's prices"
      And the next period ends
      Then the pricing table is refused in column "<column>" of the rule "An EV sells its energy at cost plus ten percent and never outside the grid's prices": "<reason>"
      And EV 3 sells 0.06 kWh to House Z0 at 22 p/kWh
      And its prices carry the same version of the pricing table as those of the period before
      And the period's ledger balances to zero

      Examples:
        | mistake                       | column          | cell | reason |
        | A percentage that is a word   | percent (%)     | ten  | ?      |
        | A flow that is none           | direction       | left | ?      |
        | A price beyond the grid's own | bounded by grid | no   | ?      |

    Example: A table that leaves a case open
      Given the period has started
      When an analyst removes the pricing rule "An EV sells its energy at cost plus ten percent and never outside the grid's prices"
      And the next period ends
      Then the pricing table is refused: "?"
      And EV 3 sells 0.06 kWh to House Z0 at 22 p/kWh
      And the period's ledger balances to zero

    Example: A file that is no table
      Given the period has started
      When an analyst replaces the pricing table by the text "all energy is free today"
      And the next period ends
      Then the pricing table is refused: "?"
      And EV 3 sells 0.06 kWh to House Z0 at 22 p/kWh
      And the period's ledger balances to zero
