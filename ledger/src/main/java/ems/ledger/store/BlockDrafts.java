package ems.ledger.store;

import java.util.Optional;

import org.jdbi.v3.core.Handle;

import ems.ledger.sql.Utc;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;

/**
 * SQL of {@code block_draft}: the next block of a grid since validators elsewhere were first asked to sign it. One may have
 * signed though no answer came, and signs no other at that height: so no other is made.
 */
final class BlockDrafts {

    private BlockDrafts() {}

    static Optional<MatchingPeriod> period(Handle sql, GridId grid) {
        return sql.createQuery("select period_start from block_draft where grid = :grid")
                .bind("grid", grid.text())
                .map((row, context) -> Utc.period(row, 1))
                .findOne();
    }

    /** @throws IllegalStateException if another was kept before */
    static void keep(Handle sql, BlockHeader header) {
        refuseAnother(sql, header);
        sql.createUpdate("insert into block_draft (grid, height, period_start, hash)"
                        + " select :grid, :height, :start, :hash"
                        + " where not exists (select 1 from block_draft where grid = :grid)")
                .bind("grid", header.key().grid().text())
                .bind("height", header.height())
                .bind("start", Utc.of(header.key().period()))
                .bind("hash", header.hash())
                .execute();
    }

    /** @throws IllegalStateException if another is kept */
    static void refuseAnother(Handle sql, BlockHeader header) {
        sql.createQuery("select hash from block_draft where grid = :grid")
                .bind("grid", header.key().grid().text())
                .mapTo(String.class)
                .findOne()
                .filter(hash -> !hash.equals(header.hash()))
                .ifPresent(hash -> {
                    throw new IllegalStateException("block " + header.height() + " of grid "
                            + header.key().grid() + " was sent to validators with hash " + hash
                            + ", and what is recorded leads to " + header.hash());
                });
    }

    static void delete(Handle sql, BlockHeader header) {
        sql.createUpdate("delete from block_draft where grid = :grid and height = :height")
                .bind("grid", header.key().grid().text())
                .bind("height", header.height())
                .execute();
    }
}
