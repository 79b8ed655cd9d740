package ems.study.output;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.text.SpelledText;

/**
 * Writes a large table row by row, each row cell by cell in the order of its columns. Every cell is given, and the format
 * leaves out those that it does not have.
 */
public interface TableWriter extends AutoCloseable {

    /** A text that is not a member's. */
    TableWriter words(SpelledText text);

    /** The same for a text that seldom comes again. */
    default TableWriter words(String text) {
        return words(new SpelledText(text));
    }

    /** A text that others chose: a spreadsheet must not take it for a formula. */
    TableWriter name(SpelledText text);

    /** The same for a text that seldom comes again. */
    default TableWriter name(String text) {
        return name(new SpelledText(text));
    }

    TableWriter time(TimeCell time);

    TableWriter count(long number);

    TableWriter flag(boolean yes);

    /** In kWh where the table is text. */
    TableWriter energy(Energy energy);

    /** In mJ also where the table is text. */
    TableWriter exactEnergy(Energy energy);

    /** @param millijoules of either sign; in kWh where the table is text */
    TableWriter signedEnergy(long millijoules);

    TableWriter price(Price price);

    TableWriter money(Money money);

    /** An empty cell. */
    TableWriter none();

    /** Ends the row. */
    void end();

    /** All rows are there. */
    void finish();

    /** Without {@link #finish()}: gives up. */
    @Override
    void close();
}
