package ems.market.record;

import ems.market.party.EnergyInventory;

/**
 * One booking that a correction leads to: at the price of the earlier period's match, into the EV's inventory of the period
 * that records it.
 *
 * @param takenBack whether the booking undoes a part of what was booked before: then energy flows the other way
 * @param line its book value is that of the EV's inventory now, not as the earlier period was settled
 */
public record CorrectionLine(boolean takenBack, SettlementLine line) implements Entry {

    /** Whether it takes energy out of the EV. */
    private boolean takesOut() {
        return (line.flow() == Flow.RELEASED) != takenBack;
    }

    /** What the EV holds after it. */
    public EnergyInventory after(EnergyInventory before) {
        return takesOut() ? less(before) : before.stored(line.energy(), line.bookValue());
    }

    /** What the EV held before it. */
    public EnergyInventory before(EnergyInventory after) {
        return takesOut() ? after.stored(line.energy(), line.bookValue()) : less(after);
    }

    private EnergyInventory less(EnergyInventory held) {
        return new EnergyInventory(
                held.energy().minus(line.energy()), held.value().minus(line.bookValue()));
    }

    public static CorrectionLine readFrom(EntryReader line) {
        return new CorrectionLine(line.yesOrNo(), SettlementLine.readFrom(line));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.CORRECTION_LINE;
    }

    @Override
    public void writeTo(EntryWriter entry) {
        entry.yesOrNo(takenBack);
        line.writeTo(entry);
    }
}
