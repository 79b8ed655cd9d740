package ems.market.journal;

import ems.market.party.GridPrices;
import ems.market.record.Entry;
import ems.market.record.EntryReader;
import ems.market.record.EntryWriter;

/**
 * What holds for the whole period.
 *
 * @param rules version of the analysts' rules
 * @param prices the grid's prices
 */
public record PeriodOpened(String rules, GridPrices prices) implements Entry {

    public static final String KIND = "period-opened";

    public static PeriodOpened readFrom(EntryReader line) {
        return new PeriodOpened(line.text(), new GridPrices(line.price(), line.price()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(rules).price(prices.sell()).price(prices.buy());
    }
}
