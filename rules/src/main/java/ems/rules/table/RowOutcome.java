package ems.rules.table;

/** What a row says when it fits. */
public sealed interface RowOutcome<A> {

    /** Yes, by this action. */
    record Grant<A>(A action) implements RowOutcome<A> {}

    /** No, for this reason. */
    record Refusal<A>(String reason) implements RowOutcome<A> {}
}
