package ems.market.rule;

import java.util.Locale;

import ems.market.record.Flow;

/** From whom to whom the energy goes that a price is asked for. */
public enum PricedDirection {
    /** From a prosumer to an EV. */
    STORED,
    /** From an EV to a prosumer. */
    RELEASED,
    /** From home to home. */
    DIRECT;

    public static PricedDirection of(Flow flow) {
        return flow == Flow.STORED ? STORED : RELEASED;
    }

    /** Its name in tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
