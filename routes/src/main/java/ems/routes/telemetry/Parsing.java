package ems.routes.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import ems.routes.telemetry.MessageOutcome.Accepted;
import ems.routes.telemetry.MessageOutcome.Refused;

/** Turns each message of a body into a record, or into a refusal with the reason why it is none. */
final class Parsing {

    private Parsing() {}

    static <T> List<MessageOutcome<T>> each(byte[] body, Function<JsonMessage, T> parse) {
        List<MessageOutcome<T>> parsed = new ArrayList<>();
        for (MessageOutcome<JsonMessage> message : JsonMessages.in(body)) {
            parsed.add(
                    message instanceof Accepted<JsonMessage> json
                            ? one(json.message(), parse)
                            : new Refused<>(message.text(), ((Refused<JsonMessage>) message).reason()));
        }
        return parsed;
    }

    private static <T> MessageOutcome<T> one(JsonMessage message, Function<JsonMessage, T> parse) {
        try {
            return new Accepted<>(message.text(), parse.apply(message));
        } catch (IllegalArgumentException no) {
            return new Refused<>(message.text(), no.getMessage());
        }
    }
}
