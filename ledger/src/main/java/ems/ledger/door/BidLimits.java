package ems.ledger.door;

import java.time.Instant;

import ems.ledger.token.BidToken;
import ems.market.bid.BidRefusal;
import ems.market.bid.BidRefusal.ClosedPeriod;
import ems.market.bid.BidRefusal.EnergyOutOfRange;
import ems.market.bid.BidRefused;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;

/**
 * What may be bid for, and how much.
 *
 * @param periodsAhead number of periods that are open at once, at least 1: the first is the next to start
 * @param most most energy of a bid in either direction
 */
public record BidLimits(int periodsAhead, Energy most) {

    /** Ten minutes ahead, and what 1 MW moves in a period. */
    public static final BidLimits USUAL = new BidLimits(10, new Energy(60_000_000_000L));

    public BidLimits {
        if (periodsAhead < 1) {
            throw new IllegalArgumentException(periodsAhead + " periods ahead are below 1");
        }
    }

    /** The next to start: a period is open until its start. */
    static MatchingPeriod first(Instant now) {
        return MatchingPeriod.containing(now).next();
    }

    /** The last that is open. */
    MatchingPeriod last(Instant now) {
        return new MatchingPeriod(first(now).start().plus(MatchingPeriod.LENGTH.multipliedBy(periodsAhead - 1L)));
    }

    void check(BidToken bid, Instant now) {
        if (bid.period().isBefore(first(now)) || last(now).isBefore(bid.period())) {
            throw new BidRefused(new ClosedPeriod(bid.period(), first(now), last(now)));
        }
        check("most_in", bid.mostIn());
        check("most_out", bid.mostOut());
    }

    private void check(String field, Energy bid) {
        if (bid.compareTo(most) > 0) {
            BidRefusal refusal = new EnergyOutOfRange(field, bid.millijoules(), most.millijoules());
            throw new BidRefused(refusal);
        }
    }
}
