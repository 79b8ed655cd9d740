package ems.market.record;

/** The period ended without settlement, by an operator or because it was missed. */
public record Abandonment(String reason) implements Entry {

    /** The reason when an operator ended the period. */
    public static final String BY_OPERATOR = "aborted by an operator";

    /** Whether an operator ended the period, and not the clock or a step that was left out. */
    public boolean isByOperator() {
        return reason.equals(BY_OPERATOR);
    }

    public static Abandonment readFrom(EntryReader line) {
        return new Abandonment(line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.ABANDONMENT;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(reason);
    }
}
