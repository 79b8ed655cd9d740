package ems.ledger.contract;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.period.BookedMatch;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.record.Correction;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;
import ems.market.record.EntryReader;
import ems.market.record.InventoryEntry;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;

/**
 * The corrections of one block. What each may say follows from the block of the match and the corrections since then; what is
 * booked follows from that and from what the EV holds now. If the entries of the earlier block are no longer there, its lines
 * are taken as they stand, as the block itself is.
 *
 * <p>Holds {@code corrected|match = six samples in mJ|mJ stored|mJ released|micro-pence released}, as long as the match may be
 * corrected again.
 */
final class BlockCorrections {

    private static final String CORRECTED = "corrected";

    private final State before;
    private final MatchingPeriod period;
    private final EarlierPeriods earlier;
    private final Map<MatchId, Correction> written = new HashMap<>();
    private final Queue<Entry> due = new ArrayDeque<>();
    private @Nullable Correction unproven;
    private @Nullable MatchingPeriod lastPeriod;
    private Optional<PeriodRecord> lastBlock = Optional.empty();

    BlockCorrections(State before, MatchingPeriod period, EarlierPeriods earlier) {
        this.before = before;
        this.period = period;
        this.earlier = earlier;
    }

    /**
     * @param today what the EV holds
     * @param capacity the most that it can hold
     */
    void correct(Correction correction, EnergyInventory today, Energy capacity) {
        refuseUnfinished();
        var match = correction.match();
        var corrected = match.period();
        Refuse.when(!corrected.isBefore(period), () -> "the period of " + corrected + " is not before this one");
        Refuse.when(
                isTooOld(corrected),
                () -> "the period of " + corrected + " is more than " + Correction.LONGEST.toDays()
                        + " days before this one");
        Refuse.when(written.containsKey(match), () -> "match " + match + " is corrected twice in this block");
        var block = block(corrected);
        unproven = block.isEmpty() ? correction : null;
        block.ifPresent(record -> {
            var settled = BookedMatch.of(record, match)
                    .orElseThrow(() ->
                            new IllegalArgumentException("the period of " + corrected + " settled no match " + match));
            prove(correction, known(match, settled), today, capacity);
        });
        written.put(match, correction);
    }

    /** Many corrections of a block are of the same period. */
    private Optional<PeriodRecord> block(MatchingPeriod corrected) {
        if (lastBlock.isEmpty() || !corrected.equals(lastPeriod)) {
            lastBlock = earlier.block(corrected);
            lastPeriod = corrected;
        }
        return lastBlock;
    }

    private void prove(Correction correction, BookedMatch booked, EnergyInventory today, Energy capacity) {
        var samples = correction.samples();
        Refuse.when(samples.equals(booked.samples()), "it changes nothing");
        booked.refuseUnlessPossible(samples);
        List<Entry> expected = booked.corrected(samples, today, capacity, correction.window());
        Refuse.when(
                !expected.get(0).equals(correction),
                () -> "samples, prices and inventory lead to '"
                        + expected.get(0).text() + "'");
        due.addAll(expected.subList(1, expected.size()));
    }

    private BookedMatch known(MatchId match, BookedMatch settled) {
        return before.get(key(match)).map(value -> after(settled, value)).orElse(settled);
    }

    private static BookedMatch after(BookedMatch settled, String value) {
        var line = new EntryReader(value);
        return settled.after(Correction.readSamples(line), line.energy(), line.energy(), line.money());
    }

    private static String key(MatchId match) {
        return CORRECTED + '|' + match;
    }

    private static String value(Correction correction) {
        var value = new StringBuilder();
        for (NetEnergy sample : correction.samples()) {
            value.append(sample.toMillijoules()).append('|');
        }
        Money released = correction.releasedValue();
        return value.append(correction.stored().millijoules())
                .append('|')
                .append(correction.released().millijoules())
                .append('|')
                .append(released.micropence())
                .toString();
    }

    /** The EV whose books the line changes. */
    VehicleId book(CorrectionLine line) {
        if (unproven == null) {
            refuseUnlessDue(line);
        } else {
            refuseUnlessOf(unproven, line.line());
        }
        return (VehicleId) line.line().vehicle();
    }

    private static void refuseUnlessOf(Correction correction, SettlementLine line) {
        Refuse.when(
                !line.match().equals(correction.match())
                        || !line.prosumer().equals(correction.prosumer())
                        || !line.vehicle().equals(correction.vehicle()),
                () -> "it is not of match " + correction.match());
    }

    void book(InventoryEntry corrected) {
        if (unproven == null) {
            refuseUnlessDue(corrected);
        } else {
            var vehicle = unproven.vehicle();
            Refuse.when(!corrected.vehicle().equals(vehicle), () -> "it is not of " + vehicle);
            unproven = null;
        }
    }

    private void refuseUnlessDue(Entry booked) {
        var expected = Refuse.ifMissing(due.poll(), "no correction before it leads to it");
        Refuse.when(!expected.equals(booked), () -> "the correction leads to '" + expected.text() + "'");
    }

    /** What a correction leads to stands right after it. */
    void refuseUnfinished() {
        var next = due.peek();
        Refuse.when(next != null, () -> "'" + (next == null ? "" : next.text()) + "' is missing before it");
        unproven = null;
    }

    private boolean isTooOld(MatchingPeriod corrected) {
        return Duration.between(corrected.start(), period.start()).compareTo(Correction.LONGEST) > 0;
    }

    Map<String, Held> writes() {
        Map<String, Held> writes = new HashMap<>();
        written.forEach((match, correction) -> writes.put(key(match), new Held.Words(value(correction))));
        return writes;
    }

    /** Keys of matches that can be corrected no more; none if this block corrects nothing. */
    Set<String> forgotten() {
        Set<String> old = new HashSet<>();
        if (!written.isEmpty()) {
            for (String match : before.under(CORRECTED).keySet()) {
                if (isTooOld(new MatchId(match).period())) {
                    old.add(key(new MatchId(match)));
                }
            }
        }
        return old;
    }
}
