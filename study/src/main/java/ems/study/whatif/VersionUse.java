package ems.study.whatif;

import ems.market.record.DirectLine;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.RuleReference;
import ems.market.record.SettlementLine;

/** What one version of the rules did in the periods that used it, as they recorded it. */
public final class VersionUse {

    private final String version;
    private final RecordedRows rows = new RecordedRows();
    private long periods;
    private long trades;

    public VersionUse(String version) {
        this.version = version;
    }

    /** Periods that used another version do not count. */
    public void add(PeriodRecord period) {
        if (period.first(PeriodOpened.class)
                .filter(opened -> opened.rules().equals(version))
                .isPresent()) {
            periods++;
            trades += period.all(SettlementLine.class).size()
                    + period.all(DirectLine.class).size();
            rows.add(period);
        }
    }

    public long periods() {
        return periods;
    }

    /** Lines that were settled. */
    public long trades() {
        return trades;
    }

    /** How many prices the row set, and how often it refused. */
    public long hits(RuleReference row) {
        return rows.all().stream()
                .filter(recorded -> recorded.rule().equals(row))
                .mapToLong(recorded -> recorded.sums().hits())
                .sum();
    }
}
