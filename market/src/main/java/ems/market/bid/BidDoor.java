package ems.market.bid;

import java.time.Instant;
import java.util.List;

import ems.market.party.GridId;
import ems.market.record.SignedBid;

/** Port: takes signed bids as they arrive. */
public interface BidDoor {

    /**
     * Checks a bid and keeps it. What it returns is kept: another bid of the party for the same period is refused, and so is
     * this one if it comes again.
     *
     * @param token a compact JWS, from anyone
     * @param now when it arrived: a period is open until it starts
     * @throws BidRefused if the bid is not taken, with the reason
     */
    SignedBid accept(GridId grid, String token, Instant now);

    /**
     * As if each was accepted after the one before it: all that are accepted are kept when the call returns.
     *
     * @param tokens as for {@link #accept}, at most as many as fit into memory
     * @param now when they arrived
     * @return an outcome for each token, in their order
     */
    List<BidOutcome> acceptAll(GridId grid, List<String> tokens, Instant now);
}
