package ems.rules.table;

/** What a row says when it fits. */
public sealed interface Outcome<A> {

    /** Yes, by this action. */
    record Grant<A>(A action) implements Outcome<A> {}

    /** No, for this reason. */
    record Refusal<A>(String reason) implements Outcome<A> {}
}
