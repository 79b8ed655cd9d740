package ems.market.horizon;

import java.util.Optional;

import ems.market.quantity.HorizonPrice;

/** The ways to price a day that the market chooses from; the first one is what a market without a horizon does. */
public enum HorizonPolicy {
    PRICE_0("0", Optional.of(HorizonPrice.ZERO)),
    PRICE_300("300", Optional.of(new HorizonPrice(300))),
    PRICE_600("600", Optional.of(new HorizonPrice(600))),
    PRICE_900("900", Optional.of(new HorizonPrice(900))),
    TABLE("table", Optional.empty());

    private final String word;
    private final Optional<HorizonPrice> constant;

    HorizonPolicy(String word, Optional<HorizonPrice> constant) {
        this.word = word;
        this.constant = constant;
    }

    /** A constant price per mille, or {@code table}. */
    public String word() {
        return word;
    }

    /**
     * The prices of a day under this policy.
     *
     * @param table that was made for the day
     */
    public HorizonTable prices(HorizonTable table) {
        return constant.map(HorizonTable::constant).orElse(table);
    }
}
