package ems.ledger.contract;

import java.util.Optional;

import ems.market.party.FleetFill;
import ems.market.quantity.Energy;
import ems.market.record.VehicleBid;

/**
 * How full the EVs of a period may be together, as far as a ledger shows it. Of an EV that signed no limit, its bid has the very window that
 * the rules gave it. One that did, holds in its window at least what it bid, and has at least that room. Of one that was refused, a ledger
 * knows the battery alone: its window lies somewhere between empty and full.
 */
final class FleetBounds {

    private Energy leastHeld = Energy.ZERO;
    private Energy mostHeld = Energy.ZERO;
    private Energy leastRoom = Energy.ZERO;
    private Energy mostRoom = Energy.ZERO;
    private boolean isRoomKnown = true;

    /** An EV whose window is that of its bid. */
    void add(VehicleBid bid) {
        var fill = FleetFill.NONE.plus(bid.window(), bid.inventory().energy());
        var room = fill.capacity().minus(fill.held());
        add(fill.held(), fill.held(), room, room);
    }

    /**
     * An EV whose window is wider than that of its bid, or unknown.
     *
     * @param bid empty: it was refused
     * @param stored in its battery
     * @param capacity of its battery; empty: the registry does not know it yet
     */
    void add(Optional<VehicleBid> bid, Energy stored, Optional<Energy> capacity) {
        isRoomKnown &= capacity.isPresent();
        add(
                bid.map(its -> its.window().available(stored)).orElse(Energy.ZERO),
                stored,
                bid.map(its -> its.window().room(stored)).orElse(Energy.ZERO),
                capacity.map(all -> all.minusOrZero(stored)).orElse(Energy.ZERO));
    }

    private void add(Energy heldAtLeast, Energy heldAtMost, Energy roomAtLeast, Energy roomAtMost) {
        leastHeld = leastHeld.plus(heldAtLeast);
        mostHeld = mostHeld.plus(heldAtMost);
        leastRoom = leastRoom.plus(roomAtLeast);
        mostRoom = mostRoom.plus(roomAtMost);
    }

    void refuseOther(FleetFill fill) {
        refuseOutside("hold", fill.held(), leastHeld, mostHeld);
        var room = fill.capacity().minus(fill.held());
        refuseOutside("have room for", room, leastRoom, isRoomKnown ? mostRoom : room);
    }

    private static void refuseOutside(String what, Energy claimed, Energy least, Energy most) {
        Refuse.when(
                claimed.compareTo(least) < 0 || claimed.compareTo(most) > 0,
                () -> "the EVs that stand " + what + " "
                        + (least.equals(most)
                                ? least.millijoules() + " mJ"
                                : least.millijoules() + " to " + most.millijoules() + " mJ")
                        + " together in their windows, and not " + claimed.millijoules());
    }
}
