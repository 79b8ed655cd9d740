package ems.rules.table;

/**
 * What is wrong with a table, and where.
 *
 * @param row line as a spreadsheet numbers it, from 1; 0 when the whole file is meant
 * @param column head of the column; empty when the whole row is meant
 */
public record Fault(String file, int row, String column, String reason) {

    @Override
    public String toString() {
        String place = row > 0 ? file + " row " + row : file;
        return (column.isEmpty() ? place : place + ", column '" + column + "'") + ": " + reason;
    }
}
