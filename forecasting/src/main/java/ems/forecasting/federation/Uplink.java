package ems.forecasting.federation;

import java.util.List;
import java.util.Optional;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;

/** The way of an update from its EV to the merge; roads break, and so do cars. */
@FunctionalInterface
public interface Uplink {

    /** What is sent arrives. */
    Uplink GOOD = (prosumer, sent, at) -> new Arrival(sent.stream().toList(), true);

    /**
     * @param sent empty if the pair has learnt nothing, and in a secure merge, in which only what is masked is sent
     * @param at the period in which the merge is made
     */
    Arrival carry(ProsumerId prosumer, Optional<Update> sent, MatchingPeriod at);

    /** Carries a masked update, which arrives unchanged or not at all. */
    default Optional<MaskedUpdate> carry(MaskedUpdate sent, MatchingPeriod at) {
        return Optional.of(sent);
    }

    /**
     * One period before a secure merge: what each pair has learnt by then. Pairs elsewhere need that period to agree on masks with
     * those here.
     *
     * @param at the period in which the merge is made
     */
    default void prepare(GlobalParameters current, List<Update> learnt, MatchingPeriod at) {}

    /** What pairs elsewhere, and those here that masked theirs with them, bring to a secure merge. */
    default MaskedRound round(GlobalParameters current, MatchingPeriod at) {
        return MaskedRound.NONE;
    }

    /**
     * @param updates what came of this pair, which may be older, broken, or nothing
     * @param takesOver whether the pair hears of the new global model
     */
    record Arrival(List<Update> updates, boolean takesOver) {}
}
