package ems.market.record;

import ems.market.party.GridPrices;

/**
 * What holds for the whole period.
 *
 * @param rules version of the analysts' rules
 * @param prices the grid's prices
 */
public record PeriodOpened(String rules, GridPrices prices) implements Entry {

    public static PeriodOpened readFrom(EntryReader line) {
        return new PeriodOpened(line.text(), new GridPrices(line.price(), line.price()));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.PERIOD_OPENED;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(rules).price(prices.sell()).price(prices.buy());
    }
}
