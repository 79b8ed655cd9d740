package ems.market.party;

import ems.market.quantity.Energy;

/**
 * How full a fleet is, seen as one battery: what its EVs hold between the floors and ceilings of their windows.
 *
 * <p>It is taken from the books and the rules' windows of all EVs that stand by, and not from their bids: an EV that offers less than
 * it has does not change it.
 *
 * @param held at most {@code capacity}
 * @param capacity all windows together; 0: no EV has a window
 */
public record FleetFill(Energy held, Energy capacity) {

    public static final FleetFill NONE = new FleetFill(Energy.ZERO, Energy.ZERO);

    public FleetFill {
        if (held.compareTo(capacity) > 0) {
            throw new IllegalArgumentException("a fleet with windows of " + capacity.millijoules() + " mJ cannot hold "
                    + held.millijoules() + " mJ between their bounds");
        }
    }

    /** With one EV more. */
    public FleetFill plus(OperableWindow window, Energy stored) {
        if (window.isEmpty()) {
            return this;
        }
        Energy size = window.room(window.floor());
        return new FleetFill(held.plus(window.available(stored).min(size)), capacity.plus(size));
    }
}
