package ems.ledger.benchmark;

import java.util.List;
import java.util.Optional;

import org.h2.jdbcx.JdbcConnectionPool;

import ems.ledger.door.BidLimits;
import ems.ledger.door.SignedBidStore;
import ems.ledger.store.LedgerTables;
import ems.market.bid.BidOutcome.Accepted;
import ems.market.quantity.MatchingPeriod;

/** The whole acceptance of a period's bids: all cores, and the rows in an H2 in memory or in a file. */
final class Door implements AutoCloseable {

    private final String name;
    private final JdbcConnectionPool database;
    private final SignedBidStore bids;
    private long nanoseconds;

    Door(String name, String url, Fleet fleet) {
        this.name = name;
        this.database = JdbcConnectionPool.create(url, "sa", "");
        this.bids = new SignedBidStore(
                LedgerTables.in(database),
                (grid, party) -> Optional.ofNullable(fleet.registry().get(party)),
                BidLimits.USUAL);
    }

    String name() {
        return name;
    }

    /** The bids of older periods are forgotten, outside the time that is told. */
    int accept(MatchingPeriod period, List<String> tokens) {
        long begin = System.nanoTime();
        var outcomes = bids.acceptAll(Fleet.GRID, tokens, period.start().minusSeconds(1));
        nanoseconds = System.nanoTime() - begin;
        return (int) outcomes.stream().filter(Accepted.class::isInstance).count();
    }

    /** Wall clock of the last acceptance. */
    long nanoseconds() {
        return nanoseconds;
    }

    void retire(MatchingPeriod before) {
        bids.retire(Fleet.GRID, before);
    }

    @Override
    public void close() {
        database.dispose();
    }
}
