package ems.processes.roster;

import java.util.Optional;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.period.MemberChange;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.AgentKey;
import ems.market.record.HomeMetering;
import ems.market.record.HomeMetering.Mode;
import ems.market.record.MembershipOrder.Change;

/**
 * What an operator ordered of a member.
 *
 * @param trail number under which the trail keeps who ordered it, and why
 * @param orderedIn the period in which it was ordered
 * @param from the period that was stated: the change holds from it on, or later if no period could record it in time
 * @param bidKey of an enrolment or a key change; empty: no key is new
 * @param madeHere whether the private key lies in this installation, which signs the bids
 * @param profile of an enrolment
 * @param recordedIn the period whose block carries it, or is meant to; empty: none yet
 */
public record MemberOrder(
        long trail,
        GridId grid,
        Party party,
        Change change,
        MatchingPeriod orderedIn,
        MatchingPeriod from,
        Optional<AgentKey> bidKey,
        boolean madeHere,
        Optional<MemberProfile> profile,
        Optional<MatchingPeriod> recordedIn,
        State state) {

    /** What became of it. */
    public enum State {
        /** Its period has not come. */
        ORDERED,
        /** The journal has it. */
        RECORDED,
        /** It is never recorded: it did not fit the ledger when its period came, or a revocation came before it. */
        REFUSED
    }

    public MemberOrder {
        if (change == Change.ENROL && profile.isEmpty() || change == Change.KEY && bidKey.isEmpty()) {
            throw new IllegalArgumentException("the order " + trail + " of " + party.account() + " is not complete");
        }
        if (!(party instanceof ProsumerId) && change.isMetering()) {
            throw new IllegalArgumentException(party.account() + " is no home: only homes are private or metered");
        }
    }

    /**
     * How many periods before it holds a change is recorded. A block is sealed while the next period runs: who joins, or
     * signs with another key, is known for sure in the period after that. Who leaves is out at once, as a party whose
     * registration is changing takes no part; and a home is private at once, or metered.
     */
    public static int periodsAhead(Change change) {
        return change == Change.ENROL || change == Change.KEY ? 2 : 1;
    }

    /** The first period that may record it. */
    public MatchingPeriod due() {
        var due = from;
        for (int i = 0; i < periodsAhead(change); i++) {
            due = due.previous();
        }
        return due;
    }

    /** The first period in which it holds; empty: it is not recorded. */
    public Optional<MatchingPeriod> holdsFrom() {
        return state == State.RECORDED
                ? recordedIn.map(period -> later(period, periodsAhead(change)))
                : Optional.empty();
    }

    static MatchingPeriod later(MatchingPeriod period, int periods) {
        var later = period;
        for (int i = 0; i < periods; i++) {
            later = later.next();
        }
        return later;
    }

    /** The earliest period from which such a change may hold if it is ordered in this one. */
    public static MatchingPeriod earliest(Change change, MatchingPeriod now) {
        return later(now.next(), periodsAhead(change));
    }

    /** As the market records it. */
    public MemberChange toRecord() {
        return switch (change) {
            case ENROL -> {
                var known = profile.orElseThrow();
                yield new MemberChange.Joining(party, known.capacity(), known.joining(), bidKey, trail);
            }
            case REVOKE -> new MemberChange.Leaving(party, trail);
            case PRIVATE, METERED ->
                new MemberChange.Metering(
                        new HomeMetering((ProsumerId) party, change == Change.PRIVATE ? Mode.PRIVATE : Mode.METERED),
                        trail);
            case KEY -> new MemberChange.Rekeying(bidKey.orElseThrow(), trail);
        };
    }

    /** The same order, recorded in a period or meant to be. */
    public MemberOrder in(MatchingPeriod period, State now) {
        return new MemberOrder(
                trail, grid, party, change, orderedIn, from, bidKey, madeHere, profile, Optional.of(period), now);
    }
}
