package ems.routes.table;

/**
 * What is wrong with a table, and where.
 *
 * @param row line as a spreadsheet numbers it, from 1; 0: the whole file
 * @param column its head; empty: the whole row
 * @param reason value, unit, bound and what to do
 */
public record TableFault(String file, int row, String column, String reason) {

    @Override
    public String toString() {
        var place = row > 0 ? file + " row " + row : file;
        return (column.isEmpty() ? place : place + ", column '" + column + "'") + ": " + reason;
    }
}
