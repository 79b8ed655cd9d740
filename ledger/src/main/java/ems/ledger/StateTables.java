package ems.ledger;

import java.util.Optional;

import org.jdbi.v3.core.Handle;

import ems.ledger.tree.Sha256;
import ems.market.journal.Entries;
import ems.market.party.GridId;

/** The end of a stored chain: a copy of the contracts' states, and the blocks after it, run again. */
final class StateTables {

    /** Blocks between two copies: at most so many are run at a start. */
    static final int INTERVAL = 16;

    private StateTables() {}

    /**
     * @param known an end that was the chain's before, or {@link Head#BLANK}
     * @throws IllegalStateException if what is stored does not lead to the roots in the headers
     */
    static Head head(Handle sql, GridId grid, Head known, Sha256 sha) {
        var last = BlockTables.head(sql, grid);
        if (last.equals(known.header())) {
            return known;
        }
        Head head = isPartOf(sql, grid, known) ? known : copy(sql, grid, sha);
        while (head.log().size() <= last.orElseThrow().height()) {
            head = runAgain(sql, grid, head, sha);
        }
        return head;
    }

    /** Whether the stored chain goes on from here. */
    private static boolean isPartOf(Handle sql, GridId grid, Head known) {
        return known.header().isPresent()
                && BlockTables.at(sql, grid, known.header().get().height()).equals(known.header());
    }

    private static Head copy(Handle sql, GridId grid, Sha256 sha) {
        record Copy(long height, String body) {}
        Optional<Copy> copy = sql.createQuery("select height, body from contract_state where grid = :grid")
                .bind("grid", grid.text())
                .map((row, context) -> new Copy(row.getLong(1), Deflated.text(row.getBytes(2))))
                .findOne();
        return copy.map(found -> {
                    var header = BlockTables.at(sql, grid, found.height())
                            .orElseThrow(() -> new IllegalStateException("block " + found.height() + " of grid " + grid
                                    + " is missing, and a copy of its contracts' states is there"));
                    try {
                        return StateCopy.read(found.body(), header, sha);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalStateException(Blocks.name(header) + ": " + e.getMessage(), e);
                    }
                })
                .orElse(Head.BLANK);
    }

    private static Head runAgain(Handle sql, GridId grid, Head head, Sha256 sha) {
        var header = BlockTables.at(sql, grid, head.log().size())
                .orElseThrow(() ->
                        new IllegalStateException("block " + head.log().size() + " of grid " + grid + " is missing"));
        var stored = PeriodTables.read(sql, header.key());
        try {
            var lines = stored.lines();
            var block = head.next(header.key(), Entries.parseAll(lines), StoredPeriod.leaves(lines), sha);
            if (!block.header().equals(header)) {
                throw new IllegalArgumentException("its entries lead to another header");
            }
            return block.head();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(Blocks.name(header) + " is not what was sealed: " + e.getMessage(), e);
        }
    }

    /** Replaces the copy by one of this end. */
    static void insert(Handle sql, GridId grid, Head head) {
        sql.createUpdate("delete from contract_state where grid = :grid")
                .bind("grid", grid.text())
                .execute();
        sql.createUpdate("insert into contract_state (grid, height, body) values (:grid, :height, :body)")
                .bind("grid", grid.text())
                .bind("height", head.log().size() - 1)
                .bind("body", Deflated.bytes(StateCopy.of(head)))
                .execute();
    }
}
