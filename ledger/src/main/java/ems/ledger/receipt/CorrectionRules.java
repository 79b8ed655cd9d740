package ems.ledger.receipt;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import ems.ledger.contract.Refuse;
import ems.market.party.EnergyInventory;
import ems.market.period.BookedMatch;
import ems.market.record.Correction;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;

/**
 * The market's rules for one correction alone: from what is booked of the match to what is booked after it. It does not look at
 * what only the whole block shows: what the EV held before, and whether its battery could take all of it.
 */
final class CorrectionRules {

    private @Nullable Correction correction;
    private final List<CorrectionLine> lines = new ArrayList<>();
    private @Nullable InventoryEntry after;

    void next(Entry entry) {
        Refuse.when(after != null, "the correction has ended before");
        if (entry instanceof Correction first) {
            Refuse.when(correction != null, "there are two corrections");
            correction = first;
        } else if (entry instanceof CorrectionLine line) {
            Refuse.when(correction == null, "the correction is missing before it");
            lines.add(line);
        } else if (entry instanceof InventoryEntry changed && changed.cause() == Cause.CORRECTED) {
            Refuse.when(lines.isEmpty(), "no line before it changes the inventory");
            after = changed;
        } else {
            throw new IllegalArgumentException("it is not part of a correction");
        }
    }

    /** Refuses what does not follow, and returns what is booked now. */
    BookedMatch end(BookedMatch booked) {
        var made = correction();
        Refuse.when(
                lines.isEmpty() != (after == null),
                "lines without an inventory after them, or an inventory without lines");
        var before = after == null ? booked.bid().inventory() : before(after.inventory());
        var expected = booked.correctedAs(made, before);
        List<Entry> written = new ArrayList<>();
        written.add(made);
        written.addAll(lines);
        if (after != null) {
            written.add(after);
        }
        if (!written.equals(expected)) {
            throw new IllegalArgumentException("samples and prices lead to " + texts(expected));
        }
        return booked.after(made);
    }

    private static String texts(List<Entry> entries) {
        return String.join(
                ", ", entries.stream().map(entry -> "'" + entry.text() + "'").toList());
    }

    private EnergyInventory before(EnergyInventory held) {
        var inventory = held;
        for (int i = lines.size() - 1; i >= 0; i--) {
            inventory = lines.get(i).before(inventory);
        }
        return inventory;
    }

    List<CorrectionLine> lines() {
        return List.copyOf(lines);
    }

    Correction correction() {
        if (correction == null) {
            throw new IllegalArgumentException("the correction is missing");
        }
        return correction;
    }
}
