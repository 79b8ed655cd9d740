package ems.market.record;

/** The period ended without settlement, by an operator or because it was missed. */
public record Abandonment(String reason) implements Entry {

    /** The reason when an operator ended the period. */
    public static final String BY_OPERATOR = "aborted by an operator";

    /** What a period that was never started says while an operator lets its grid rest. */
    public static final String BY_PAUSE = "paused by an operator";

    private static final String TRAIL = " (trail ";

    /**
     * The reason when an operator ended the period. A ledger is for ever, so it holds neither a name nor free text.
     *
     * @param trail number under which the operator's trail keeps who did it, and why
     */
    public static String byOperator(long trail) {
        return BY_OPERATOR + TRAIL + trail + ')';
    }

    /** Why no period starts, by the number of the operator's trail. */
    public static String byPause(long trail) {
        return BY_PAUSE + TRAIL + trail + ')';
    }

    /** Whether an operator ended the period, and not the clock or a step that was left out. */
    public boolean isByOperator() {
        return reason.equals(BY_OPERATOR) || reason.startsWith(BY_OPERATOR + TRAIL);
    }

    /** Whether the period was not started because its grid rested. */
    public boolean isByPause() {
        return reason.contains(BY_PAUSE + TRAIL);
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
