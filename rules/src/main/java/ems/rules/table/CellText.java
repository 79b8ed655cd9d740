package ems.rules.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What no cell of a table may hold, because a spreadsheet, a ledger line or a rule's name would be fooled by it. */
final class CellText {

    private static final int MAX_LENGTH = 300;
    private static final Pattern FORMULA = Pattern.compile("[=+@].*|-[^0-9].*|-", Pattern.DOTALL);

    private CellText() {}

    static List<String> faults(String cell) {
        List<String> reasons = new ArrayList<>();
        if (cell.length() > MAX_LENGTH) {
            reasons.add("the cell has " + cell.length() + " characters, more than " + MAX_LENGTH);
        }
        if (FORMULA.matcher(cell).matches()) {
            reasons.add("looks like a spreadsheet formula: a text must not start with = + - or @");
        }
        if (cell.indexOf('|') >= 0) {
            reasons.add("the character | must not be used");
        }
        if (cell.codePoints().anyMatch(CellText::isInvisible)) {
            reasons.add("the cell holds a line break, a control or an invisible character");
        }
        return reasons;
    }

    /** A rule's sentence becomes its name in the rule engine. */
    static boolean canBeName(String sentence) {
        return sentence.indexOf('"') < 0 && sentence.indexOf('\\') < 0;
    }

    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED;
    }
}
