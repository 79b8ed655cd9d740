package ems.routes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import ems.market.bid.BidDoor;
import ems.market.bid.BidOutcome;
import ems.market.bid.BidOutcome.Accepted;
import ems.market.bid.BidOutcome.Refused;
import ems.market.bid.BidRefusal.Malformed;
import ems.market.bid.BidRefusal.Replay;
import ems.market.party.GridId;
import ems.market.quantity.Energy;
import ems.market.record.SignedBid;

/** A door for bids that knows no signatures: takes {@code bid-7} as EV1's, with the sequence 7, if that is above the last. */
public final class PaperBids implements BidDoor {

    private final Map<Long, Instant> taken = new ConcurrentSkipListMap<>();
    private long last;

    /** When each was taken, by sequence. */
    public Map<Long, Instant> taken() {
        return taken;
    }

    @Override
    public SignedBid accept(GridId grid, String token, Instant now) {
        return acceptAll(grid, List.of(token), now).get(0).orRefuse();
    }

    @Override
    public synchronized List<BidOutcome> acceptAll(GridId grid, List<String> tokens, Instant now) {
        return tokens.stream().map(token -> outcome(token, now)).toList();
    }

    private BidOutcome outcome(String token, Instant now) {
        if (!token.startsWith("bid-")) {
            return new Refused(new Malformed("no bid"));
        }
        long sequence = Long.parseLong(token.substring("bid-".length()));
        if (sequence <= last) {
            return new Refused(new Replay(Grid.EV1, sequence, last));
        }
        last = sequence;
        taken.put(sequence, now);
        return new Accepted(new SignedBid(Grid.EV1, sequence, Energy.ZERO, Energy.ZERO, token));
    }
}
