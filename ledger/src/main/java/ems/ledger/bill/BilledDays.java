package ems.ledger.bill;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.ledger.sql.GridRow;
import ems.market.bill.BillSum;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.quantity.Money;

/** SQL of {@code billed_day}, a row a party and day, and {@code billed_blocks}, up to which blocks are counted in it. */
final class BilledDays {

    private static final String COLUMNS =
            "bill_day, bookings, corrections, mj_in, mj_out, paid, earned, gained, minutes";

    /** The days of a month are neighbours in the key. */
    static final String MONTH = "select " + COLUMNS + " from billed_day where grid = :grid and party = :party"
            + " and bill_day >= :first and bill_day <= :last order by bill_day";

    /** The first day of all: the order names the whole beginning of the key, so that the database walks to one row. */
    static final String FIRST = "select bill_day from billed_day where grid = :grid and party = :party"
            + " order by grid, party, bill_day fetch first 1 row only";

    private BilledDays() {}

    static void addGrid(Jdbi jdbi, GridId grid) {
        GridRow.add(
                jdbi,
                "insert into billed_blocks (grid, height) select :grid, -1"
                        + " where not exists (select 1 from billed_blocks where grid = :grid)",
                grid);
    }

    /** The highest block that is counted; -1: none is. */
    static long height(Handle sql, GridId grid) {
        return sql.createQuery("select height from billed_blocks where grid = :grid")
                .bind("grid", grid.text())
                .mapTo(Long.class)
                .findOne()
                .orElse(-1L);
    }

    /** @return false if others have counted on meanwhile: then nothing is to be added */
    static boolean advance(Handle sql, GridId grid, long from, long to) {
        return sql.createUpdate("update billed_blocks set height = :to where grid = :grid and height = :from")
                        .bind("grid", grid.text())
                        .bind("from", from)
                        .bind("to", to)
                        .execute()
                == 1;
    }

    static List<BilledDay> between(Handle sql, GridId grid, Party party, LocalDate first, LocalDate last) {
        return sql.createQuery(MONTH)
                .bind("grid", grid.text())
                .bind("party", party.account())
                .bind("first", first)
                .bind("last", last)
                .map((row, context) -> day(row))
                .list();
    }

    static List<LocalDate> first(Handle sql, GridId grid, Party party) {
        return sql.createQuery(FIRST)
                .bind("grid", grid.text())
                .bind("party", party.account())
                .mapTo(LocalDate.class)
                .list();
    }

    /** Called by who has advanced the grid's blocks in the same transaction. */
    static void add(Handle sql, GridId grid, Party party, BilledDay day) {
        var known = between(sql, grid, party, day.day(), day.day());
        var sum = known.isEmpty() ? day : known.get(0).plus(day);
        sql.createUpdate(
                        known.isEmpty()
                                ? "insert into billed_day (grid, party, " + COLUMNS
                                        + ") values (:grid, :party, :day, :bookings, :corrections, :in, :out, :paid, :earned, :gained,"
                                        + " :minutes)"
                                : "update billed_day set bookings = :bookings, corrections = :corrections, mj_in = :in, mj_out = :out,"
                                        + " paid = :paid, earned = :earned, gained = :gained, minutes = :minutes"
                                        + " where grid = :grid and party = :party and bill_day = :day")
                .bind("grid", grid.text())
                .bind("party", party.account())
                .bind("day", sum.day())
                .bind("bookings", sum.sum().bookings())
                .bind("corrections", sum.sum().corrections())
                .bind("in", sum.sum().millijoulesIn())
                .bind("out", sum.sum().millijoulesOut())
                .bind("paid", sum.sum().paid().micropence())
                .bind("earned", sum.sum().earned().micropence())
                .bind("gained", sum.sum().gained().micropence())
                .bind("minutes", sum.minutes().toByteArray())
                .execute();
    }

    private static BilledDay day(ResultSet row) throws SQLException {
        return new BilledDay(
                row.getObject(1, LocalDate.class),
                new BillSum(
                        row.getInt(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getLong(5),
                        new Money(row.getLong(6)),
                        new Money(row.getLong(7)),
                        new Money(row.getLong(8))),
                BitSet.valueOf(row.getBytes(9)));
    }
}
