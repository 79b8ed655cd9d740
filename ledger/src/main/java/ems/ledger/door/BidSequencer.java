package ems.ledger.door;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jdbi.v3.core.Handle;

import ems.ledger.door.BidTables.Door;
import ems.market.bid.BidOutcome;
import ems.market.bid.BidOutcome.Accepted;
import ems.market.bid.BidOutcome.Refused;
import ems.market.bid.BidRefusal.ClosedPeriod;
import ems.market.bid.BidRefusal.EarlierPeriod;
import ems.market.bid.BidRefusal.Replay;
import ems.market.bid.BidRefusal.SecondBid;
import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;

/** Bids in their order of arrival, each against what was taken before it, while the grid's bids are locked. */
final class BidSequencer {

    private final Door door;
    private final MatchingPeriod last;
    private final Map<String, Long> before;
    private final Map<String, Long> raised = new HashMap<>();
    private final Map<String, MatchingPeriod> taken;
    private final List<CheckedBid> accepted = new ArrayList<>();

    /**
     * @param last latest period that is open
     * @param sequences of the parties' last accepted bids, by account and key
     * @param taken latest period that each party has bid for; it is added to
     */
    BidSequencer(Door door, MatchingPeriod last, Map<String, Long> sequences, Map<String, MatchingPeriod> taken) {
        this.door = door;
        this.last = last;
        this.before = sequences;
        this.taken = taken;
    }

    BidOutcome next(CheckedBid checked) {
        if (checked.token().isEmpty()) {
            return checked.refused();
        }
        var bid = checked.token().get();
        String account = bid.party().account();
        if (door.isClosedFor(bid.period())) {
            var first = door.closedUntil().orElseThrow().next();
            return new Refused(new ClosedPeriod(bid.period(), first, last));
        }
        String signer = account + '|' + checked.key().orElseThrow().text();
        long highest = raised.getOrDefault(signer, before.getOrDefault(signer, 0L));
        if (bid.sequence() <= highest) {
            return new Refused(new Replay(bid.party(), bid.sequence(), highest));
        }
        var latest = taken.get(account);
        if (latest != null && bid.period().isBefore(latest)) {
            return new Refused(new EarlierPeriod(bid.party(), bid.period(), latest));
        }
        if (bid.period().equals(latest)) {
            return new Refused(new SecondBid(bid.party(), bid.period()));
        }
        taken.put(account, bid.period());
        raised.put(signer, bid.sequence());
        accepted.add(checked);
        return new Accepted(checked.entry().orElseThrow());
    }

    /** Keeps what was accepted. */
    void write(Handle sql, GridId grid) {
        if (accepted.isEmpty()) {
            return;
        }
        BidTables.insert(sql, grid, accepted, door.arrivals());
        BidTables.raise(sql, grid, raised, before.keySet());
        BidTables.update(sql, grid, new Door(door.arrivals() + accepted.size(), door.closedUntil()));
    }
}
