package ems.market.period;

import java.util.ArrayList;
import java.util.List;

import ems.market.party.EnergyInventory;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.CorrectionLine;
import ems.market.record.Flow;

/**
 * Books what a match moved more or less than is booked: at its own price, so that all lines of a direction together pay what
 * one line would have paid, and within what the EV's battery holds now.
 */
final class CorrectionBooking {

    private final BookedMatch match;
    private final Energy capacity;
    private final List<CorrectionLine> lines = new ArrayList<>(2);
    private EnergyInventory inventory;
    private Energy stored;
    private Energy released;
    private Money releasedValue;

    CorrectionBooking(BookedMatch match, EnergyInventory today, Energy capacity) {
        this.match = match;
        this.capacity = capacity;
        this.inventory = today;
        this.stored = match.stored();
        this.released = match.released();
        this.releasedValue = match.releasedValue();
    }

    /** What enters the battery comes first, so that it can leave again. */
    void book(Energy storedInAll, Energy releasedInAll) {
        store(storedInAll.minusOrZero(stored).min(room()));
        takeBackReleased(released.minusOrZero(releasedInAll).min(room()));
        takeBackStored(stored.minusOrZero(storedInAll).min(inventory.energy()));
        release(releasedInAll.minusOrZero(released).min(inventory.energy()));
    }

    private Energy room() {
        return capacity.minusOrZero(inventory.energy());
    }

    private void store(Energy more) {
        if (!more.isZero()) {
            var paid = cost(Flow.STORED, stored.plus(more)).minus(cost(Flow.STORED, stored));
            add(false, Flow.STORED, more, paid, paid);
            inventory = inventory.stored(more, paid);
            stored = stored.plus(more);
        }
    }

    /** The energy comes back with the value that it took along. */
    private void takeBackReleased(Energy less) {
        if (!less.isZero()) {
            var earned = cost(Flow.RELEASED, released).minus(cost(Flow.RELEASED, released.minus(less)));
            var value = releasedValue.shareOf(less, released);
            add(true, Flow.RELEASED, less, earned, value);
            inventory = inventory.stored(less, value);
            released = released.minus(less);
            releasedValue = releasedValue.minus(value);
        }
    }

    /** The energy leaves with its share of the value, as any energy does. */
    private void takeBackStored(Energy less) {
        if (!less.isZero()) {
            var paid = cost(Flow.STORED, stored).minus(cost(Flow.STORED, stored.minus(less)));
            add(true, Flow.STORED, less, paid, inventory.costOf(less));
            inventory = inventory.taken(less);
            stored = stored.minus(less);
        }
    }

    private void release(Energy more) {
        if (!more.isZero()) {
            var earned = cost(Flow.RELEASED, released.plus(more)).minus(cost(Flow.RELEASED, released));
            var value = inventory.costOf(more);
            add(false, Flow.RELEASED, more, earned, value);
            inventory = inventory.taken(more);
            released = released.plus(more);
            releasedValue = releasedValue.plus(value);
        }
    }

    private Money cost(Flow flow, Energy energy) {
        return Money.of(energy, match.match().price(flow).price());
    }

    private void add(boolean takenBack, Flow flow, Energy energy, Money money, Money bookValue) {
        var paid = takenBack ? money.negated() : money;
        lines.add(new CorrectionLine(takenBack, MatchSettlement.line(match.match(), flow, energy, paid, bookValue)));
    }

    List<CorrectionLine> lines() {
        return List.copyOf(lines);
    }

    EnergyInventory inventory() {
        return inventory;
    }

    Energy stored() {
        return stored;
    }

    Energy released() {
        return released;
    }

    Money releasedValue() {
        return releasedValue;
    }
}
