package ems.ledger.door;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.ledger.sql.GridRow;
import ems.ledger.sql.Utc;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.SignedBid;

/** SQL of the signed bids: {@code bid_door}, {@code signed_bid} and {@code bid_sequence}. */
final class BidTables {

    /** What stands in the row of a grid. */
    record Door(long arrivals, Optional<MatchingPeriod> closedUntil) {

        boolean isClosedFor(MatchingPeriod period) {
            return closedUntil.isPresent() && !closedUntil.get().isBefore(period);
        }
    }

    /** @param key that it was signed with, as base64url */
    record KeptBid(SignedBid bid, String key) {}

    private BidTables() {}

    static void addDoor(Jdbi jdbi, GridId grid) {
        GridRow.add(
                jdbi,
                "insert into bid_door (grid, arrivals) select :grid, 0"
                        + " where not exists (select 1 from bid_door where grid = :grid)",
                grid);
    }

    /** Holds the grid's bids until the transaction ends. */
    static Door lock(Handle sql, GridId grid) {
        return sql.createQuery("select arrivals, closed_until from bid_door where grid = :grid for update")
                .bind("grid", grid.text())
                .map((row, context) -> new Door(row.getLong(1), Utc.periodOrNone(row, 2)))
                .one();
    }

    static void update(Handle sql, GridId grid, Door door) {
        sql.createUpdate("update bid_door set arrivals = :arrivals, closed_until = :closed where grid = :grid")
                .bind("arrivals", door.arrivals())
                .bind("closed", door.closedUntil().map(Utc::of).orElse(null))
                .bind("grid", grid.text())
                .execute();
    }

    /** The highest sequence taken of each of these accounts under each of its keys, as {@code account|key}. */
    static Map<String, Long> sequences(Handle sql, GridId grid, Collection<String> accounts) {
        Map<String, Long> sequences = new HashMap<>();
        sql.createQuery(
                        "select account, signer, accepted from bid_sequence where grid = :grid and account = any(:accounts)")
                .bind("grid", grid.text())
                .bindArray("accounts", String.class, accounts)
                .map((row, context) -> Map.entry(row.getString(1) + '|' + row.getString(2), row.getLong(3)))
                .forEach(entry -> sequences.put(entry.getKey(), entry.getValue()));
        return sequences;
    }

    /** The latest period, from this one on, that each of these accounts has a bid for; those that have none are missing. */
    static Map<String, MatchingPeriod> taken(
            Handle sql, GridId grid, MatchingPeriod from, Collection<String> accounts) {
        Map<String, MatchingPeriod> taken = new HashMap<>();
        sql.createQuery("select account, max(period_start) from signed_bid where grid = :grid"
                        + " and period_start >= :from and account = any(:accounts) group by account")
                .bind("grid", grid.text())
                .bind("from", Utc.of(from))
                .bindArray("accounts", String.class, accounts)
                .map((row, context) -> Map.entry(row.getString(1), Utc.period(row, 2)))
                .forEach(latest -> taken.put(latest.getKey(), latest.getValue()));
        return taken;
    }

    /** @param arrivals bids that were taken in the grid before these */
    static void insert(Handle sql, GridId grid, List<CheckedBid> bids, long arrivals) {
        var batch = sql.prepareBatch("insert into signed_bid"
                + " (grid, period_start, account, arrival, sequence, most_in, most_out, token, signer)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        long arrival = arrivals;
        for (CheckedBid checked : bids) {
            var bid = checked.entry().orElseThrow();
            batch.bind(0, grid.text())
                    .bind(1, Utc.of(checked.token().orElseThrow().period()))
                    .bind(2, bid.party().account())
                    .bind(3, ++arrival)
                    .bind(4, bid.sequence())
                    .bind(5, bid.mostIn().millijoules())
                    .bind(6, bid.mostOut().millijoules())
                    .bind(7, bid.token())
                    .bind(8, checked.key().orElseThrow().text())
                    .add();
        }
        batch.execute();
    }

    /** @param before accounts with keys that have a sequence */
    static void raise(Handle sql, GridId grid, Map<String, Long> sequences, Set<String> before) {
        var update = sql.prepareBatch("update bid_sequence set accepted = :accepted"
                + " where grid = :grid and account = :account and signer = :signer");
        var insert = sql.prepareBatch("insert into bid_sequence (grid, account, signer, accepted)"
                + " values (:grid, :account, :signer, :accepted)");
        sequences.forEach((signer, accepted) -> (before.contains(signer) ? update : insert)
                .bind("grid", grid.text())
                .bind("account", signer.substring(0, signer.indexOf('|')))
                .bind("signer", signer.substring(signer.indexOf('|') + 1))
                .bind("accepted", accepted)
                .add());
        if (update.size() > 0) {
            update.execute();
        }
        if (insert.size() > 0) {
            insert.execute();
        }
    }

    static List<KeptBid> of(Handle sql, PeriodKey key) {
        return sql.createQuery("select account, sequence, most_in, most_out, token, signer from signed_bid"
                        + " where grid = :grid and period_start = :start order by arrival")
                .bind("grid", key.grid().text())
                .bind("start", Utc.of(key.period()))
                .map((row, context) -> new KeptBid(
                        new SignedBid(
                                Party.parse(row.getString(1)),
                                row.getLong(2),
                                new Energy(row.getLong(3)),
                                new Energy(row.getLong(4)),
                                row.getString(5)),
                        row.getString(6)))
                .list();
    }

    /** The oldest period before this one that has bids. */
    static Optional<MatchingPeriod> oldest(Handle sql, GridId grid, MatchingPeriod before) {
        return sql.createQuery("select min(period_start) from signed_bid where grid = :grid and period_start < :before")
                .bind("grid", grid.text())
                .bind("before", Utc.of(before))
                .map((row, context) -> Utc.periodOrNone(row, 1))
                .one();
    }

    /** What an account signed with this key for periods from this one on. */
    static void delete(Handle sql, GridId grid, MatchingPeriod from, String account, String key) {
        sql.createUpdate("delete from signed_bid where grid = :grid and period_start >= :from"
                        + " and account = :account and signer = :signer")
                .bind("grid", grid.text())
                .bind("from", Utc.of(from))
                .bind("account", account)
                .bind("signer", key)
                .execute();
    }

    static int delete(Handle sql, PeriodKey key) {
        return sql.createUpdate("delete from signed_bid where grid = :grid and period_start = :start")
                .bind("grid", key.grid().text())
                .bind("start", Utc.of(key.period()))
                .execute();
    }
}
