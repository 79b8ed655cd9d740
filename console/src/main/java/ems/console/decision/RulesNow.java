package ems.console.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The analysts' rules that hold now.
 *
 * @param since start of the first period under this version
 * @param refused changed tables that were not taken; the version before them holds
 */
public record RulesNow(String version, Optional<Instant> since, List<RefusedTable> refused) {

    public RulesNow {
        refused = List.copyOf(refused);
    }

    /**
     * A table that cannot be taken, and where it is wrong.
     *
     * @param row line of the file as a spreadsheet numbers it, from 1; 0: the whole file
     * @param column heading of the column; empty: the whole row
     */
    public record RefusedTable(String file, int row, String column, String reason) {}
}
