package ems.market.record;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import ems.market.text.SpelledText;

/** Where a verdict comes from. Its words stand in many lines, so that their bytes are kept. */
public final class RuleReference {

    private static final String CODE = "market";

    private final SpelledText table;
    private final int row;
    private final SpelledText rule;
    private final SpelledText version;

    /**
     * @param table decision table, or {@code market} for a rule that is code
     * @param row line of the table's file as a spreadsheet numbers it, from 1; 0 for code
     * @param rule the rule's sentence
     * @param version version of the table
     */
    public RuleReference(String table, int row, String rule, String version) {
        this.table = new SpelledText(table);
        this.row = row;
        this.rule = new SpelledText(rule);
        this.version = new SpelledText(version);
    }

    /** A rule of the market itself, which no table can change. */
    public static RuleReference ofCode(String rule) {
        return new RuleReference(CODE, 0, rule, CODE);
    }

    public String table() {
        return table.toString();
    }

    public int row() {
        return row;
    }

    public String rule() {
        return rule.toString();
    }

    public String version() {
        return version.toString();
    }

    /** The {@link #table}, for the lines of files. */
    public SpelledText spelledTable() {
        return table;
    }

    /** The {@link #rule}, for the lines of files. */
    public SpelledText spelledRule() {
        return rule;
    }

    /** The {@link #version}, for the lines of files. */
    public SpelledText spelledVersion() {
        return version;
    }

    /** Whether it is a rule of the market itself. */
    public boolean isCode() {
        return table().equals(CODE);
    }

    public void writeTo(EntryWriter line) {
        line.text(table).number(row).text(rule).text(version);
    }

    public static RuleReference readFrom(EntryReader line) {
        return new RuleReference(line.text(), line.smallNumber(), line.text(), line.text());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof RuleReference that
                        && row == that.row
                        && table().equals(that.table())
                        && rule().equals(that.rule())
                        && version().equals(that.version());
    }

    @Override
    public int hashCode() {
        return Objects.hash(table(), row, rule(), version());
    }

    @Override
    public String toString() {
        return table + " row " + row + " '" + rule + "' (version " + version + ")";
    }
}
