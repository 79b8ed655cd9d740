package ems.market.record;

/**
 * Where a verdict comes from.
 *
 * @param table decision table, or {@code market} for a rule that is code
 * @param row line of the table's file as a spreadsheet numbers it, from 1; 0 for code
 * @param rule the rule's sentence
 * @param version version of the table
 */
public record RuleReference(String table, int row, String rule, String version) {

    private static final String CODE = "market";

    /** A rule of the market itself, which no table can change. */
    public static RuleReference ofCode(String rule) {
        return new RuleReference(CODE, 0, rule, CODE);
    }

    /** Whether it is a rule of the market itself. */
    public boolean isCode() {
        return table.equals(CODE);
    }

    public void writeTo(EntryWriter line) {
        line.text(table).number(row).text(rule).text(version);
    }

    public static RuleReference readFrom(EntryReader line) {
        return new RuleReference(line.text(), line.smallNumber(), line.text(), line.text());
    }

    @Override
    public String toString() {
        return table + " row " + row + " '" + rule + "' (version " + version + ")";
    }
}
