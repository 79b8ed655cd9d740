package ems.routes.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import ems.market.telemetry.Replayed.RefusedRows;

/** The refused rows of a file by party and kind of reason: two reasons are of one kind if they differ in values only. */
final class Refusals {

    private static final Pattern VALUES = Pattern.compile("'[^']*'|[0-9][0-9TZ:.,-]*");

    /** A file may have as many kinds as rows: those who read the list want the first. Contradictions are never left out. */
    private static final int MOST = 1_000;

    private final Map<Kind, Count> counts = new LinkedHashMap<>();

    private record Kind(String party, boolean contradiction, String reason) {}

    private static final class Count {
        private final String first;
        private long rows;

        Count(String first) {
            this.first = first;
        }
    }

    /** @param placed the reason with file and line */
    void add(String party, boolean contradiction, String reason, String placed) {
        var kind = new Kind(party, contradiction, withoutValues(reason));
        var count = counts.get(kind);
        if (count == null && (contradiction || counts.size() < MOST)) {
            count = new Count(placed);
            counts.put(kind, count);
        }
        if (count != null) {
            count.rows++;
        }
    }

    /** Columns are quoted, too: they are a part of the kind. */
    private static String withoutValues(String reason) {
        String column = reason.startsWith("column '") ? reason.substring(0, reason.indexOf("':") + 1) : "";
        return column + VALUES.matcher(reason.substring(column.length())).replaceAll("#");
    }

    List<RefusedRows> list() {
        List<RefusedRows> rows = new ArrayList<>();
        counts.forEach((kind, count) ->
                rows.add(new RefusedRows(kind.party(), kind.contradiction(), count.rows, count.first)));
        return rows;
    }
}
