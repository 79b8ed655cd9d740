package ems.rules.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What no cell of a table may hold, because a spreadsheet, a ledger line or a rule's name would be fooled by it. */
final class CellText {

    private static final int MAX_LENGTH = 300;
    private static final Pattern FORMULA = Pattern.compile("[=+@].*|-[^0-9].*|-", Pattern.DOTALL);

    private static final Pattern BLANK = Pattern.compile("[\\h\\p{Zs}]");
    private static final Pattern BLANKS_AROUND = Pattern.compile("^[\\s\\p{Zs}]+|[\\s\\p{Zs}]+$");

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
        if (!visible(cell).equals(cell)) {
            reasons.add("the cell holds a line break, a control or an invisible character (" + named(cell) + ")");
        }
        return reasons;
    }

    /** Without blanks of any kind around it, and with a blank for a tab in it. */
    static String trimmed(String cell) {
        return BLANKS_AROUND.matcher(cell).replaceAll("").replace('\t', ' ');
    }

    /** Blanks, quotes, apostrophes and dashes of any kind as those of a keyboard. */
    static String folded(String cell) {
        String blanks = BLANK.matcher(cell).replaceAll(" ");
        String quotes = blanks.replaceAll("[\u201c-\u201f\u00ab\u00bb]", "\"");
        return quotes.replaceAll("[\u2018-\u201b\u02bc\u00b4`]", "'").replaceAll("[\u2010-\u2015\u2212]", "-");
    }

    /** A column's head with one ordinary blank between its words, and with ordinary signs. */
    static String head(String cell) {
        String plain = Normalizer.normalize(cell, Normalizer.Form.NFKC);
        return BLANK.matcher(plain).replaceAll(" ").replaceAll(" +", " ").strip();
    }

    /** A word of a few, in small letters; a spreadsheet's TRUE and FALSE are yes and no. */
    static String word(String cell) {
        String small = head(cell).toLowerCase(Locale.ROOT);
        return small.equals("true") ? "yes" : small.equals("false") ? "no" : small;
    }

    /** Without characters that nobody sees. */
    static String visible(String cell) {
        return cell.codePoints()
                .filter(character -> !isInvisible(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static boolean startsWithTypographicQuote(String cell) {
        return !cell.isEmpty() && "\u201c\u201d\u201e\u00ab\u00bb".indexOf(cell.charAt(0)) >= 0;
    }

    /** A rule's sentence becomes its name in the rule engine. */
    static boolean canBeName(String sentence) {
        return sentence.indexOf('"') < 0 && sentence.indexOf('\\') < 0;
    }

    private static String named(String cell) {
        int first = cell.codePoints().filter(CellText::isInvisible).findFirst().orElseThrow();
        return String.format(Locale.ROOT, "U+%04X", first);
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
