package ems.rules.workbook;

/** A cell that does not say what was typed into it. */
final class CellRefused extends Exception {

    private static final long serialVersionUID = 1;

    CellRefused(String reason) {
        super(reason, null, false, false);
    }
}
