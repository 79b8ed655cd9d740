package ems.ledger.store;

import java.util.LinkedHashMap;
import java.util.Map;

import ems.market.party.PeriodKey;
import ems.market.record.PeriodRecord;

/**
 * The records of the periods that were asked for last, so that no step's lines are parsed twice. A step is written once and
 * never changed: what is known of it stays true, and only whether more steps are there must be asked. Thread-safe.
 */
final class RecordCache {

    private static final int PERIODS = 3;

    private final Map<PeriodKey, PeriodRecord> records = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PeriodKey, PeriodRecord> eldest) {
            return size() > PERIODS;
        }
    };

    /** Blank if the period is not known. */
    synchronized PeriodRecord of(PeriodKey key) {
        var known = records.get(key);
        return known == null ? PeriodRecord.blank(key) : known;
    }

    /** Keeps the record, unless one with more steps is known. */
    synchronized void add(PeriodRecord record) {
        records.merge(
                record.key(),
                record,
                (known, more) -> known.steps().size() > more.steps().size() ? known : more);
    }
}
