package ems.routes.telemetry;

/** A message of a body, read or refused. */
public sealed interface ParsedMessage<T> {

    /** The message as it came in. */
    String text();

    /** Well-formed; whether it can be true is asked next. */
    record Accepted<T>(String text, T message) implements ParsedMessage<T> {}

    /**
     * Not well-formed; it ends as a dead letter.
     *
     * @param reason value, unit and bound
     */
    record Refused<T>(String text, String reason) implements ParsedMessage<T> {}
}
