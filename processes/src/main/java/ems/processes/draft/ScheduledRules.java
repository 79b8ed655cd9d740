package ems.processes.draft;

import java.util.Optional;

import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;

/**
 * A version of the rules that becomes active in a stated period, or did.
 *
 * @param from first period that is to use it
 * @param draft empty: an operator went back to it in an emergency
 * @param trail number of the trail's line
 * @param person who approved or ordered it
 * @param activatedIn first period that used it
 * @param before version that was active until then
 * @param takenBack who took it back; empty unless it was withdrawn, and for what an earlier build withdrew
 */
public record ScheduledRules(
        long number,
        GridId grid,
        String version,
        MatchingPeriod from,
        Optional<Long> draft,
        long trail,
        String person,
        String reason,
        State state,
        Optional<MatchingPeriod> activatedIn,
        Optional<String> before,
        Optional<TakenBack> takenBack) {

    /** What became of it. */
    public enum State {
        WAITS,
        /** Its period opens: it becomes active now, and cannot be withdrawn any more. */
        CLAIMED,
        ACTIVE,
        /** Somebody withdrew it before its period began. */
        WITHDRAWN,
        /** A later one was due as well before any period opened. */
        OVERTAKEN
    }
}
