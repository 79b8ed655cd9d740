package ems.routes.table;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One row of a table; what is wrong with a cell goes to the table's faults. */
public final class TableRow {

    private final int number;
    private final List<String> heads;
    private final List<String> cells;
    private final TableFaults faults;
    private boolean sound = true;

    TableRow(int number, List<String> heads, List<String> cells, TableFaults faults) {
        this.number = number;
        this.heads = heads;
        this.cells = cells;
        this.faults = faults;
    }

    /** As a spreadsheet numbers it, from 1. */
    public int number() {
        return number;
    }

    /** What stands below a head, without blanks around it; blank if the table lacks that column. */
    public String text(String head) {
        int at = heads.indexOf(head);
        return at >= 0 && at < cells.size() ? cells.get(at) : "";
    }

    public boolean isBlank(String head) {
        return text(head).isEmpty();
    }

    /**
     * Empty, and a fault, if the cell cannot be read.
     *
     * @param parse may throw IllegalArgumentException, whose message goes on after the cell's text or quotes it itself
     */
    public <T> Optional<T> read(String head, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text(head)));
        } catch (IllegalArgumentException no) {
            var reason = String.valueOf(no.getMessage());
            sound = false;
            faults.ofCell(number, head, reason.startsWith("'") ? "" : text(head), reason);
            return Optional.empty();
        }
    }

    /** The same, where a blank cell is a fault. */
    public <T> Optional<T> readGiven(String head, Function<String, T> parse) {
        if (isBlank(head)) {
            fault(head, "is blank: give a value");
            return Optional.empty();
        }
        return read(head, parse);
    }

    /** Whether no cell of it has been at fault so far. */
    public boolean isSound() {
        return sound;
    }

    public void fault(String head, String reason) {
        sound = false;
        faults.ofCell(number, head, reason);
    }
}
