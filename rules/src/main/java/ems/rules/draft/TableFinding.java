package ems.rules.draft;

import ems.rules.table.Fault;

/**
 * What is wrong with a table, and what stands there.
 *
 * @param row line as a spreadsheet numbers it, from 1; 0 when the whole file is meant
 * @param column head of the column; empty when the whole row is meant
 * @param typed the cell as it is written; empty when a row or the file is meant
 */
public record TableFinding(String file, int row, String column, String typed, String reason) {

    static TableFinding of(Fault fault, String typed) {
        return new TableFinding(fault.file(), fault.row(), fault.column(), typed, fault.reason());
    }
}
