package ems.routes.telemetry;

/** What became of one message at a door. */
public sealed interface MessageOutcome<T> {

    /** The message as it came in. */
    String text();

    /** Believed, and new. */
    record Accepted<T>(String text, T message) implements MessageOutcome<T> {}

    /** Accepted before: same sender, same instant. Dropped and counted. */
    record Repeated<T>(String text) implements MessageOutcome<T> {}

    /**
     * Not believed; it ends as a dead letter.
     *
     * @param reason value, unit and bound
     */
    record Refused<T>(String text, String reason) implements MessageOutcome<T> {}
}
