package ems.ledger.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.PeriodClosed;
import ems.market.ledger.PeriodJournal;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.record.StepRecord;

/** The records of a study's periods that are not sealed yet, and of the one sealed last. */
final class OpenPeriods {

    private final NavigableMap<MatchingPeriod, PeriodRecord> open = new TreeMap<>();
    private @Nullable PeriodRecord lastSealed;

    PeriodRecord read(PeriodKey key) {
        if (lastSealed != null && lastSealed.key().equals(key)) {
            return lastSealed;
        }
        if (lastSealed != null && key.period().isBefore(lastSealed.key().period())) {
            throw new IllegalStateException(key + " lies before " + lastSealed.key() + ", the last one that is kept");
        }
        var record = open.get(key.period());
        return record == null ? PeriodRecord.blank(key) : record;
    }

    /** @throws PeriodClosed if the period has ended or is sealed without the step */
    boolean isToDo(Step step, PeriodRecord record) {
        boolean isSealed = lastSealed != null && lastSealed.key().equals(record.key());
        if (isSealed && !record.has(step)) {
            throw new PeriodClosed(record);
        }
        return PeriodJournal.isToDo(step, record);
    }

    PeriodRecord add(PeriodRecord before, Step step, List<Entry> entries) {
        var record = before.with(new StepRecord(step, entries));
        open.put(record.key().period(), record);
        return record;
    }

    List<PeriodRecord> unsettled(MatchingPeriod before) {
        if (open.isEmpty()) {
            return List.of();
        }
        return open.headMap(before).values().stream()
                .filter(record -> !record.isClosed() && record.hasPairs())
                .toList();
    }

    Stream<PeriodRecord> before(MatchingPeriod period) {
        return open.headMap(period).values().stream();
    }

    /** @throws AnchorUnavailable if one of them has not ended: blocks follow the order of the periods */
    List<PeriodRecord> endedBefore(MatchingPeriod period) {
        List<PeriodRecord> earlier = new ArrayList<>(open.headMap(period).values());
        for (PeriodRecord record : earlier) {
            if (!record.isEnded()) {
                throw new AnchorUnavailable(
                        "period " + period + " is sealed after " + record.key() + " has ended", null);
            }
        }
        return earlier;
    }

    /** @throws IllegalStateException if there is more to do in it, or its place in the order of blocks is taken */
    void refuseIfUnended(PeriodRecord period) {
        if (!period.isEnded()) {
            throw new IllegalStateException(period.key() + " is neither settled nor abandoned");
        }
        if (lastSealed != null
                && !lastSealed.key().period().isBefore(period.key().period())) {
            throw new IllegalStateException(period.key() + " does not follow " + lastSealed.key());
        }
    }

    void sealed(PeriodRecord period) {
        open.remove(period.key().period());
        lastSealed = period;
    }
}
