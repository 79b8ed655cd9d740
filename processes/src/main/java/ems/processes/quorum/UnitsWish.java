package ems.processes.quorum;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

import ems.processes.grid.UnitPlan;

/**
 * The road-side units that shall sign a grid's blocks: all of them, whether they sign already or not.
 *
 * @param reason why, in 1 to 300 characters
 * @param quorum how many of them must sign each block
 * @param addresses where they stand, such as {@code http://127.0.0.1:8091}
 * @param here instead of addresses: how many units of the market's process
 */
public record UnitsWish(
        @Nullable String reason,
        @Nullable Integer quorum,
        @Nullable List<String> addresses,
        @Nullable Integer here) {

    private static final int MOST = 100;

    List<URI> places() {
        var given = addresses == null ? List.<String>of() : addresses;
        if (given.size() > MOST) {
            throw new IllegalArgumentException(
                    "'addresses' are " + given.size() + ", and at most " + MOST + " units sign");
        }
        var places = given.stream()
                .map(text -> UnitPlan.address("'addresses'", text == null ? "" : text.strip()))
                .toList();
        if (places.stream().distinct().count() < places.size()) {
            throw new IllegalArgumentException("'addresses' name one unit twice: " + given);
        }
        if (places.isEmpty() == (here == null)) {
            throw new IllegalArgumentException(
                    "give 'addresses', where units stand that somebody runs, or 'here', how many of the market's process sign");
        }
        return places;
    }

    /** How many units of the market's own process shall sign, if there are no addresses. */
    int ofTheMarket() {
        if (here == null) {
            return 0;
        }
        if (here < 1 || here > MOST) {
            throw new IllegalArgumentException("'here' is " + here + ", and should be in [1, " + MOST + "]");
        }
        return here;
    }

    int signatures(int units) {
        if (quorum == null) {
            throw new IllegalArgumentException("'quorum' is missing: say how many of the units must sign each block");
        }
        if (quorum < 1 || quorum > units) {
            throw new IllegalArgumentException(
                    "'quorum' is " + quorum + ", and should be in [1, " + units + "], as many as there are units");
        }
        return quorum;
    }
}
