package ems.routes.table;

import java.util.ArrayList;
import java.util.List;

import ems.routes.telemetry.QuotedText;

/** All that is found wrong with one table, in the order in which it is found. */
public final class TableFaults {

    private final String file;
    private final List<TableFault> faults = new ArrayList<>();

    TableFaults(String file) {
        this.file = file;
    }

    public void ofFile(String reason) {
        faults.add(new TableFault(file, 0, "", reason));
    }

    /** @param row line as a spreadsheet numbers it, from 1 */
    public void ofRow(int row, String reason) {
        faults.add(new TableFault(file, row, "", reason));
    }

    /** @param column head of the cell's column */
    public void ofCell(int row, String column, String reason) {
        faults.add(new TableFault(file, row, column, reason));
    }

    /** @param value what stands in the cell, which the reason goes on about; may be blank */
    public void ofCell(int row, String column, String value, String reason) {
        ofCell(row, column, value.isEmpty() ? reason : QuotedText.of(value) + " " + reason);
    }

    public int count() {
        return faults.size();
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
        return new TableRefused(faults);
    }
}
