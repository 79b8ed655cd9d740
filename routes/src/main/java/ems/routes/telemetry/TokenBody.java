package ems.routes.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import ems.market.telemetry.DeadLetter;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What parties signed, as it comes in: a compact JWS on each line of a body. */
final class TokenBody {

    static final int MOST_TOKENS = 10_000;

    private final IncomingMessage incoming;
    private final String text;

    /** @param text of the body, or of several */
    TokenBody(IncomingMessage incoming, String text) {
        this.incoming = incoming;
        this.text = text;
    }

    static String text(IncomingMessage.Body body) {
        return new String(body.bytes(), UTF_8);
    }

    /**
     * @param what a token is, in the singular
     * @param taking keeps what is good, and has for each token in turn why it is not
     * @return the refused ones are still to be put into their box
     */
    IntakeReport taken(String what, Function<List<String>, List<Optional<String>>> taking) {
        var box = incoming.grid().deadLetters();
        List<String> tokens = text.lines()
                .filter(line -> !line.isBlank())
                .limit(MOST_TOKENS + 1L)
                .toList();
        if (tokens.isEmpty() || tokens.size() > MOST_TOKENS) {
            var reason = tokens.isEmpty()
                    ? "the body holds no " + what + ": a compact JWS on each line"
                    : "the body holds more than " + MOST_TOKENS + " " + what + "s";
            return IntakeReport.refusing(letter(text, reason), box);
        }
        var refusals = taking.apply(tokens);
        List<DeadLetter> letters = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            refusals.get(i).ifPresent(reason -> letters.add(letter(token, reason)));
        }
        return new IntakeReport(tokens.size() - letters.size(), 0, letters.size(), letters, box);
    }

    private DeadLetter letter(String refused, String reason) {
        return new DeadLetter(incoming.door(), incoming.receivedAt(), refused, reason);
    }
}
