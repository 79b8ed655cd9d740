package ems.processes.workbench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import ems.rules.draft.RowChange;

/**
 * What others had approved since a draft began: approved as it is, the draft would take that back.
 *
 * @param version that it has to take account of, the last that was approved or ordered
 * @param holdsFrom first period of that version; empty: it is in force
 */
public record Behind(String version, Optional<String> holdsFrom, List<Since> changes) {

    private static final int MOST_NAMED = 5;

    /**
     * A rule or a note that others changed.
     *
     * @param number from 0, by which a side is chosen
     * @param theirs from what the draft began with to what the others say
     * @param by whose approval it came by, in words
     * @param conflict if the draft changed it as well: from what the others say to what the draft says
     */
    public record Since(int number, String file, RowChange theirs, String by, Optional<RowChange> conflict) {

        private String words() {
            var cells = theirs.cells().stream()
                    .filter(cell -> !cell.column().equals("rule"))
                    .map(cell -> cell.column() + " " + (cell.after().isEmpty() ? "blank" : cell.after()))
                    .collect(Collectors.joining(", "));
            return file + ", \"" + theirs.rule() + "\", "
                    + switch (theirs.kind()) {
                        case ADDED -> "which is new";
                        case REMOVED -> "which went";
                        case CHANGED -> cells.isEmpty() ? "its sentence" : cells;
                    }
                    + " (" + by + ")";
        }
    }

    /** Names what would be taken back, in a sentence. */
    String refusal(long draft) {
        var more = changes.size() <= MOST_NAMED ? "" : "; and " + (changes.size() - MOST_NAMED) + " more";
        return "Draft " + draft + " began before other rules were approved, and would take back: "
                + changes.stream().limit(MOST_NAMED).map(Since::words).collect(Collectors.joining("; ")) + more
                + ". Bring it up to date, and ask anew.";
    }
}
