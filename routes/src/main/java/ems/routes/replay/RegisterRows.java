package ems.routes.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

import ems.routes.text.CsvLine;

/** What the registers of one meter have counted, row by row, in order of time whatever the file's. */
final class RegisterRows {

    private static final long SECONDS_AN_HOUR = 3_600;

    private final NavigableMap<Instant, Row> rows = new TreeMap<>();

    /** @param produced so far, mWh */
    record Row(Instant at, long produced, long consumed, CsvLine line) {}

    /** Takes the mean power, in mW, from a row to the next; below 0 where a register fell. */
    @FunctionalInterface
    interface Taker {
        void take(Row row, long production, long consumption);
    }

    /** Whether no row says something else for this instant. */
    boolean isNew(Instant at, long produced, long consumed) {
        var there = rows.get(at);
        return there == null || there.produced() == produced && there.consumed() == consumed;
    }

    /**
     * Keeps the number of the line and not its text, as it keeps all rows until the file has ended.
     *
     * @return whether there was none for this instant
     */
    boolean add(Instant at, long produced, long consumed, CsvLine line) {
        return rows.putIfAbsent(at, new Row(at, produced, consumed, new CsvLine(line.number(), "", null))) == null;
    }

    /** Each row whose successor comes when its interval ends; what lies in a gap is known as a sum only. */
    void forEach(Duration interval, Taker taker) {
        for (Row row : rows.values()) {
            var next = rows.get(row.at().plus(interval));
            if (next != null) {
                taker.take(
                        row,
                        power(next.produced() - row.produced(), interval),
                        power(next.consumed() - row.consumed(), interval));
            }
        }
    }

    /** Rounded half-even to a milliwatt. */
    private static long power(long milliwattHours, Duration interval) {
        return BigDecimal.valueOf(milliwattHours)
                .multiply(BigDecimal.valueOf(SECONDS_AN_HOUR))
                .divide(BigDecimal.valueOf(interval.toSeconds()), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
