package ems.market.bill;

import ems.market.quantity.Energy;
import ems.market.record.Flow;
import ems.market.record.SettlementLine;

/** What one EV stored and released in the market over some time. */
public record BatteryFlows(Energy stored, Energy released) {

    public static final BatteryFlows NOTHING = new BatteryFlows(Energy.ZERO, Energy.ZERO);

    public static BatteryFlows of(SettlementLine line) {
        return line.flow() == Flow.STORED
                ? new BatteryFlows(line.energy(), Energy.ZERO)
                : new BatteryFlows(Energy.ZERO, line.energy());
    }

    public BatteryFlows plus(BatteryFlows other) {
        return new BatteryFlows(stored.plus(other.stored), released.plus(other.released));
    }

    /** What it released more than it stored: it had that before, from elsewhere. Nothing if it stored more. */
    public Energy brought() {
        return stored.compareTo(released) < 0 ? released.minus(stored) : Energy.ZERO;
    }

    /** What it stored more than it released: the market's homes' energy that is still in it, or was driven. Nothing if it released more. */
    public Energy kept() {
        return released.compareTo(stored) < 0 ? stored.minus(released) : Energy.ZERO;
    }
}
