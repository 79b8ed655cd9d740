package ems.routes.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table have told nothing since they took effect, for as long as a value of theirs would hold, and two minutes at
 * least: a topic that is mistaken, or a device that is off. For one thread.
 */
final class SilentRows {

    private static final Duration SOONEST = Duration.ofMinutes(2);

    private final List<WiringRow> rows;
    /** Those that have told nothing yet, by their number. */
    private final Map<Integer, Wait> waiting = new HashMap<>();

    private record Wait(Instant since, boolean came) {}

    SilentRows(WiringTable table, Instant now) {
        this.rows = table.rows();
        rows.forEach(row -> waiting.put(row.row(), new Wait(now, false)));
    }

    /** Rows that stay as they were go on as they were. */
    SilentRows with(WiringTable next, Instant now) {
        var before = rows.stream().collect(Collectors.toMap(WiringTable::cells, WiringRow::row, (one, same) -> one));
        var silent = new SilentRows(next, now);
        next.rows().forEach(row -> {
            var number = before.get(WiringTable.cells(row));
            if (number != null) {
                silent.goOn(row.row(), waiting.get(number));
            }
        });
        return silent;
    }

    private void goOn(int row, @Nullable Wait before) {
        if (before == null) {
            waiting.remove(row);
        } else {
            waiting.put(row, before);
        }
    }

    /** The clock has jumped. */
    void begin(Instant now) {
        waiting.replaceAll((row, wait) -> new Wait(now, false));
    }

    /** A value came, or what is none. */
    void heard(WiringRow row) {
        waiting.remove(row.row());
    }

    /** A message came without what the row looks for. */
    void came(WiringRow row) {
        waiting.computeIfPresent(row.row(), (number, wait) -> new Wait(wait.since(), true));
    }

    List<SilentRow> at(Instant now) {
        List<SilentRow> silent = new ArrayList<>();
        for (WiringRow row : rows) {
            var wait = waiting.get(row.row());
            if (wait != null && !now.isBefore(wait.since().plus(patience(row)))) {
                silent.add(new SilentRow(
                        row.row(), row.filter().text(), row.pointer().toString(), wait.since(), wait.came()));
            }
        }
        return silent;
    }

    private static Duration patience(WiringRow row) {
        return row.staleAfter().compareTo(SOONEST) > 0 ? row.staleAfter() : SOONEST;
    }
}
