package ems.ledger.store;

import java.util.Optional;

import org.jdbi.v3.core.Handle;

import ems.ledger.chain.Head;
import ems.ledger.chain.HeaderText;
import ems.ledger.chain.StateCopy;
import ems.ledger.sql.Deflated;
import ems.ledger.sql.Utc;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.EntryLines;

/** The end of a stored chain: a copy of the contracts' states, and the blocks after it, run again. */
final class StateTables {

    /** Blocks between two copies: at most so many are run at a start. */
    static final int INTERVAL = 16;

    /** Blocks between two copies that stay: a multiple of the interval. */
    static final int DAY = 1_440;

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
        var height = sql.createQuery("select max(height) from contract_state where grid = :grid")
                .bind("grid", grid.text())
                .mapTo(Long.class)
                .findOne();
        if (height.isEmpty()) {
            return Head.BLANK;
        }
        var header = BlockTables.at(sql, grid, height.get())
                .orElseThrow(() -> new IllegalStateException("block " + height.get() + " of grid " + grid
                        + " is missing, and a copy of its contracts' states is there"));
        try {
            return StateCopy.read(body(sql, header), header, sha);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(HeaderText.name(header) + ": " + e.getMessage(), e);
        }
    }

    /** The copy of the states after this block, which must be there. */
    static String body(Handle sql, BlockHeader header) {
        return sql.createQuery("select body from contract_state where grid = :grid and height = :height")
                .bind("grid", header.key().grid().text())
                .bind("height", header.height())
                .map((row, context) -> Deflated.text(row.getBytes(1)))
                .one();
    }

    private static Head runAgain(Handle sql, GridId grid, Head head, Sha256 sha) {
        var header = BlockTables.at(sql, grid, head.log().size())
                .orElseThrow(() ->
                        new IllegalStateException("block " + head.log().size() + " of grid " + grid + " is missing"));
        var stored = PeriodTables.read(sql, header.key());
        try {
            var lines = stored.lines();
            var block = head.next(
                    header.key(), Entry.parseAll(lines), EntryLines.ofTexts(lines), SealedPeriods.of(sql, grid), sha);
            if (!block.header().equals(header)) {
                throw new IllegalArgumentException("its entries lead to another header");
            }
            return block.head();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(HeaderText.name(header) + " is not what was sealed: " + e.getMessage(), e);
        }
    }

    /** A copy of this end; of earlier ones, those stay from which entries may be forgotten. */
    static void insert(Handle sql, GridId grid, Head head) {
        sql.createUpdate("delete from contract_state where grid = :grid and mod(height, :day) <> 0")
                .bind("grid", grid.text())
                .bind("day", DAY)
                .execute();
        sql.createUpdate("insert into contract_state (grid, height, body) values (:grid, :height, :body)")
                .bind("grid", grid.text())
                .bind("height", head.log().size() - 1)
                .bind("body", Deflated.bytes(StateCopy.of(head)))
                .execute();
    }

    /** The first block above this height, of a period before this one, that has a copy that stays; empty if there is none. */
    static Optional<BlockHeader> firstCopied(Handle sql, GridId grid, long above, MatchingPeriod before) {
        return sql.createQuery("select min(c.height) from contract_state c join block b on b.grid = c.grid"
                        + " and b.height = c.height where c.grid = :grid and b.period_start < :before and mod(c.height, :day) = 0"
                        + " and c.height > :above")
                .bind("grid", grid.text())
                .bind("day", DAY)
                .bind("before", Utc.of(before))
                .bind("above", above)
                .mapTo(Long.class)
                .findOne()
                .flatMap(height -> BlockTables.at(sql, grid, height));
    }

    static void deleteBefore(Handle sql, BlockHeader header) {
        sql.createUpdate("delete from contract_state where grid = :grid and height < :height")
                .bind("grid", header.key().grid().text())
                .bind("height", header.height())
                .execute();
    }
}
