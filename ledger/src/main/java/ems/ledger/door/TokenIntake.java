package ems.ledger.door;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import ems.ledger.door.RegistryCheck.Checked;
import ems.ledger.token.ClaimedToken;
import ems.ledger.token.PartyToken;
import ems.market.party.Party;

/**
 * Takes tokens of one kind: their signatures are checked at once, with all cores; then each good one is held, in the order in which they
 * came, or refused.
 *
 * @param what a token is, such as {@code the forecast}
 * @param parse as far as the name of who is to have signed it
 * @param <T> what was signed
 */
record TokenIntake<T extends PartyToken>(
        RegistryCheck registry, String what, Function<String, ? extends ClaimedToken<T>> parse) {

    /** What is done with what was taken, and with what was not. */
    interface Shelf<T> {

        /**
         * @param text as it travelled
         * @throws IllegalArgumentException if it is not held; says why
         */
        void hold(Checked<T> checked, String text);

        /** Notes why a token was refused that a party with a key here sent, or somebody who speaks for it. */
        void note(Party party, String reason);
    }

    /**
     * A token of which all is known that follows from itself and the registry.
     *
     * @param party whose it says to be, if that has a key here
     * @param checked if it is good so far
     * @param refusal why it is not good
     */
    private record Judged<T>(
            String text, Optional<Party> party, Optional<Checked<T>> checked, Optional<String> refusal) {}

    /** @return for each token, in their order, why it is not taken; empty: it is */
    List<Optional<String>> take(List<String> tokens, Predicate<Party> speaksFor, Shelf<T> shelf) {
        var known = registry.now();
        var judged = tokens.parallelStream().map(text -> judged(text, known)).toList();
        return judged.stream().map(each -> taken(each, speaksFor, shelf)).toList();
    }

    private Judged<T> judged(String text, RegistryCheck known) {
        ClaimedToken<T> claimed;
        try {
            claimed = parse.apply(text);
        } catch (IllegalArgumentException no) {
            return new Judged<>(text, Optional.empty(), Optional.empty(), Optional.of("malformed: " + no.getMessage()));
        }
        var party = Optional.of(claimed.party()).filter(known::knows);
        try {
            return new Judged<>(text, party, Optional.of(known.checked(what, claimed)), Optional.empty());
        } catch (IllegalArgumentException no) {
            return new Judged<>(text, party, Optional.empty(), Optional.of(String.valueOf(no.getMessage())));
        }
    }

    private Optional<String> taken(Judged<T> judged, Predicate<Party> speaksFor, Shelf<T> shelf) {
        var refusal = judged.refusal().or(() -> refusal(judged, shelf));
        judged.party().filter(speaksFor).ifPresent(party -> refusal.ifPresent(reason -> shelf.note(party, reason)));
        return refusal;
    }

    private Optional<String> refusal(Judged<T> judged, Shelf<T> shelf) {
        try {
            shelf.hold(judged.checked().orElseThrow(), judged.text());
            return Optional.empty();
        } catch (IllegalArgumentException no) {
            return Optional.of(String.valueOf(no.getMessage()));
        }
    }
}
