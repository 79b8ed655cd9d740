package ems.routes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import ems.market.exchange.ExchangeDoor;
import ems.market.party.Party;

/** A door for exchanges that knows no signatures: takes {@code exchange-7}, and nothing else. */
public final class PaperExchanges implements ExchangeDoor {

    private final List<String> taken = new ArrayList<>();

    /** Each that was taken, with the instant. */
    public synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    @Override
    public synchronized List<Optional<String>> take(List<String> tokens, Predicate<Party> speaksFor, Instant now) {
        return tokens.stream().map(token -> refusal(token, speaksFor, now)).toList();
    }

    private Optional<String> refusal(String token, Predicate<Party> speaksFor, Instant now) {
        if (!token.startsWith("exchange-")) {
            return Optional.of(
                    "no exchange of somebody who " + (speaksFor.test(Grid.L1) ? "speaks" : "is silent") + " for L1");
        }
        taken.add(token + " at " + now);
        return Optional.empty();
    }
}
