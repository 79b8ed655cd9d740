package ems.routes.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import ems.routes.telemetry.Outcome.Accepted;
import ems.routes.telemetry.Outcome.Refused;

/** Turns each message of a body into a record, or into a refusal with the reason why it is none. */
final class Parsing {

    private Parsing() {}

    static <T> List<Outcome<T>> each(byte[] body, Function<JsonMessage, T> parse) {
        List<Outcome<T>> parsed = new ArrayList<>();
        for (Outcome<JsonMessage> message : JsonMessages.in(body)) {
            parsed.add(
                    message instanceof Accepted<JsonMessage> json
                            ? one(json.message(), parse)
                            : new Refused<>(message.text(), ((Refused<JsonMessage>) message).reason()));
        }
        return parsed;
    }

    private static <T> Outcome<T> one(JsonMessage message, Function<JsonMessage, T> parse) {
        try {
            return new Accepted<>(message.text(), parse.apply(message));
        } catch (IllegalArgumentException no) {
            return new Refused<>(message.text(), no.getMessage());
        }
    }
}
