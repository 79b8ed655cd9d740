package ems.routes.wiring;

/**
 * What is wrong with a wiring table, and where.
 *
 * @param row as a spreadsheet numbers it, from 1; 0 when the whole file is meant
 * @param column head of the column; empty when the whole row is meant
 * @param value what stands there; empty when nothing does
 */
public record WiringFault(int row, String column, String value, String reason) {

    static WiringFault ofFile(String reason) {
        return new WiringFault(0, "", "", reason);
    }

    @Override
    public String toString() {
        var place = row == 0 ? "" : "row " + row + (column.isEmpty() ? ": " : ", column '" + column + "': ");
        return place + (value.isEmpty() ? "" : "'" + value + "' ") + reason;
    }
}
