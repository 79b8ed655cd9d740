package ems.routes.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import ems.routes.telemetry.QuotedText;

/** What is found wrong with one table, in the order in which it is found: the first thousand, and how many more. */
public final class TableFaults {

    private static final int MOST_NAMED = 1_000;

    private final String file;
    private final List<TableFault> faults = new ArrayList<>();
    private int unnamed;

    TableFaults(String file) {
        this.file = file;
    }

    public void ofFile(String reason) {
        add(new TableFault(file, 0, "", reason));
    }

    /** @param row line as a spreadsheet numbers it, from 1 */
    public void ofRow(int row, String reason) {
        add(new TableFault(file, row, "", reason));
    }

    /** @param column head of the cell's column */
    public void ofCell(int row, String column, String reason) {
        add(new TableFault(file, row, column, reason));
    }

    private void add(TableFault fault) {
        if (faults.size() < MOST_NAMED) {
            faults.add(fault);
        } else {
            unnamed++;
        }
    }

    /** @param value what stands in the cell, which the reason goes on about; may be blank */
    public void ofCell(int row, String column, String value, String reason) {
        ofCell(row, column, value.isEmpty() ? reason : QuotedText.of(value) + " " + reason);
    }

    public int count() {
        return faults.size() + unnamed;
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** @throws TableRefused if there are any */
    public void refuse() {
        if (!isEmpty()) {
            throw asRefusal();
        }
    }

    TableRefused asRefusal() {
        return new TableRefused(
                unnamed == 0
                        ? faults
                        : Stream.concat(
                                        faults.stream(),
                                        Stream.of(new TableFault(file, 0, "", "and " + unnamed + " more")))
                                .toList());
    }
}
