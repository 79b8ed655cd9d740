package ems.market.forecast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import ems.market.party.Party;

/** Port: takes the forecasts that homes' own agents sign, as they arrive. */
public interface ForecastDoor {

    /**
     * Checks forecasts and holds those that are good: the first of each home and period counts.
     *
     * @param tokens a compact JWS each, from anyone
     * @param speaksFor whether who sent them is known to speak for a party: only then is a refusal noted for its home
     * @param now when they arrived
     * @return for each token, in their order, why it is not taken; empty: it is
     */
    List<Optional<String>> take(List<String> tokens, Predicate<Party> speaksFor, Instant now);
}
