package ems.ledger.door;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.ledger.door.BidTables.Door;
import ems.ledger.door.BidTables.KeptBid;
import ems.ledger.token.BidToken;
import ems.market.bid.BidDoor;
import ems.market.bid.BidOutcome;
import ems.market.bid.BidRefusal.Malformed;
import ems.market.bid.BidRefusal.Revoked;
import ems.market.bid.BidRefusal.UnknownAgent;
import ems.market.bid.BidRefusal.WrongGrid;
import ems.market.bid.BidRefused;
import ems.market.bid.SignedBids;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.SignedBid;

/**
 * The door for signed bids, in a database, in local transactions of its own: call it outside any other. Thread-safe.
 *
 * <p>Signatures are checked as bids arrive and under no lock; then the grid's bids are locked, and the sequence and the one
 * bid per period are checked against all that was taken before, here or at another node.
 */
public final class SignedBidStore implements BidDoor, SignedBids {

    private final Jdbi jdbi;
    private final FindKey keys;
    private final BidLimits limits;
    private final Set<GridId> doors = ConcurrentHashMap.newKeySet();

    public SignedBidStore(DataSource database, FindKey keys, BidLimits limits) {
        this.jdbi = Jdbi.create(database);
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    public SignedBid accept(GridId grid, String token, Instant now) {
        return take(grid, List.of(check(grid, token, keys, now)), now).get(0).orRefuse();
    }

    /** Checks signatures with all cores, and keeps the bids in one transaction. */
    @Override
    public List<BidOutcome> acceptAll(GridId grid, List<String> tokens, Instant now) {
        var known = keys.now(grid);
        return take(
                grid,
                tokens.parallelStream()
                        .map(token -> check(grid, token, known, now))
                        .toList(),
                now);
    }

    /** All that follows from the token alone, the registry and the time. */
    private CheckedBid check(GridId grid, String token, FindKey known, Instant now) {
        try {
            return verified(grid, token, known, now);
        } catch (BidRefused e) {
            return CheckedBid.refused(e.refusal());
        }
    }

    private CheckedBid verified(GridId grid, String token, FindKey known, Instant now) {
        var claimed = claimed(token);
        var agent = known.of(grid, claimed.party())
                .orElseThrow(() -> new BidRefused(new UnknownAgent(claimed.party(), grid)));
        if (agent.revoked()) {
            throw new BidRefused(new Revoked(claimed.party()));
        }
        var bid = claimed.verified(agent.key());
        if (!bid.grid().equals(grid)) {
            throw new BidRefused(new WrongGrid(bid.grid(), grid));
        }
        limits.check(bid, now);
        return CheckedBid.good(token, bid, agent.key());
    }

    private static BidToken.Claimed claimed(String token) {
        if (token == null) {
            throw new BidRefused(new Malformed("there is no token"));
        }
        try {
            return BidToken.claimed(token);
        } catch (IllegalArgumentException e) {
            throw new BidRefused(new Malformed(e.getMessage()));
        }
    }

    private List<BidOutcome> take(GridId grid, List<CheckedBid> bids, Instant now) {
        Map<String, String> keys = new HashMap<>();
        for (CheckedBid bid : bids) {
            bid.token()
                    .ifPresent(token -> keys.put(
                            token.party().account(), bid.key().orElseThrow().text()));
        }
        var accounts = keys.keySet();
        if (accounts.isEmpty()) {
            return bids.stream().map(CheckedBid::refused).toList();
        }
        return inDoor(grid, (sql, door) -> {
            var sequences = BidTables.sequences(sql, grid, accounts);
            forgetBidsOfEarlierKeys(sql, grid, keys, sequences.keySet(), now);
            var turn = new BidSequencer(
                    door, limits.last(now), sequences, BidTables.taken(sql, grid, BidLimits.first(now), accounts));
            List<BidOutcome> outcomes = bids.stream().map(turn::next).toList();
            turn.write(sql, grid);
            return outcomes;
        });
    }

    /** Signed ahead with a key that has been changed since, they count no more, and must not stand in the way of new ones. */
    private static void forgetBidsOfEarlierKeys(
            Handle sql, GridId grid, Map<String, String> keys, Set<String> everUsed, Instant now) {
        for (String signer : everUsed) {
            int bar = signer.indexOf('|');
            String account = signer.substring(0, bar);
            String key = signer.substring(bar + 1);
            if (!key.equals(keys.get(account))) {
                BidTables.delete(sql, grid, BidLimits.first(now), account, key);
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Asking closes the period and those before it, so that a bid which is on its way cannot come after: ask when it
     * starts, and {@link #taken} before.
     */
    @Override
    public List<SignedBid> of(PeriodKey key) {
        List<KeptBid> bids = inDoor(key.grid(), (sql, door) -> {
            close(sql, door, key.grid(), key.period());
            return BidTables.of(sql, key);
        });
        var known = keys.now(key.grid());
        return bids.stream()
                .filter(kept -> known.isStill(key.grid(), kept.bid().party(), kept.key()))
                .map(KeptBid::bid)
                .toList();
    }

    private static void close(Handle sql, Door door, GridId grid, MatchingPeriod period) {
        if (!door.isClosedFor(period)) {
            BidTables.update(sql, grid, new Door(door.arrivals(), Optional.of(period)));
        }
    }

    /** What is there so far; the period stays as open as it is. */
    public List<SignedBid> taken(PeriodKey key) {
        return jdbi.withHandle(sql -> BidTables.of(sql, key)).stream()
                .map(KeptBid::bid)
                .toList();
    }

    /**
     * Forgets the bids of periods before this one, which their blocks hold, one period in a transaction. Their sequences are
     * not forgotten, and these periods take no bids any more.
     *
     * @return number of bids
     */
    public int retire(GridId grid, MatchingPeriod before) {
        inDoor(grid, (sql, door) -> {
            close(sql, door, grid, before.previous());
            return door;
        });
        int forgotten = 0;
        for (var oldest = oldest(grid, before); oldest.isPresent(); oldest = oldest(grid, before)) {
            var key = new PeriodKey(grid, oldest.get());
            forgotten += jdbi.<Integer, RuntimeException>inTransaction(sql -> BidTables.delete(sql, key));
        }
        return forgotten;
    }

    private Optional<MatchingPeriod> oldest(GridId grid, MatchingPeriod before) {
        return jdbi.withHandle(sql -> BidTables.oldest(sql, grid, before));
    }

    /** What is done while the grid's bids are locked. */
    private interface Work<T> {
        T in(Handle sql, Door door);
    }

    private <T> T inDoor(GridId grid, Work<T> work) {
        if (!doors.contains(grid)) {
            BidTables.addDoor(jdbi, grid);
            doors.add(grid);
        }
        return jdbi.inTransaction(sql -> work.in(sql, BidTables.lock(sql, grid)));
    }
}
