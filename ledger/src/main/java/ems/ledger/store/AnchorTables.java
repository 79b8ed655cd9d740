package ems.ledger.store;

import org.jdbi.v3.core.Handle;

import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;

/**
 * SQL of {@code anchor_progress}: how far each target has come. Together with the blocks it is the outbox: a header waits from
 * the transaction that seals it until its target's height reaches it.
 */
final class AnchorTables {

    private AnchorTables() {}

    /** -1: none yet. */
    static long height(Handle sql, GridId grid, String target) {
        return sql.createQuery("select height from anchor_progress where grid = :grid and target = :target")
                .bind("grid", grid.text())
                .bind("target", target)
                .mapTo(Long.class)
                .findOne()
                .orElse(-1L);
    }

    /** Never goes back. */
    static void reached(Handle sql, BlockHeader header, String target) {
        int updated = sql.createUpdate("update anchor_progress set height = :height"
                        + " where grid = :grid and target = :target and height < :height")
                .bind("grid", header.key().grid().text())
                .bind("target", target)
                .bind("height", header.height())
                .execute();
        if (updated == 0 && height(sql, header.key().grid(), target) < 0) {
            sql.createUpdate("insert into anchor_progress (grid, target, height) values (:grid, :target, :height)")
                    .bind("grid", header.key().grid().text())
                    .bind("target", target)
                    .bind("height", header.height())
                    .execute();
        }
    }
}
