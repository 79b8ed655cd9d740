package ems.ledger.store;

import java.util.Optional;

import org.jdbi.v3.core.Handle;

import ems.ledger.contract.EarlierPeriods;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;

/** What the sealed periods of a grid recorded, as far as it is kept. */
final class SealedPeriods implements EarlierPeriods {

    private final Handle sql;
    private final GridId grid;

    private final boolean sealing;

    private SealedPeriods(Handle sql, GridId grid, boolean sealing) {
        this.sql = sql;
        this.grid = grid;
        this.sealing = sealing;
    }

    /** For blocks that were sealed before: when they were, these entries were there. */
    static EarlierPeriods of(Handle sql, GridId grid) {
        return new SealedPeriods(sql, grid, false);
    }

    /** For a new block, which corrects nothing whose entries are no longer there. */
    static EarlierPeriods forSealing(Handle sql, GridId grid) {
        return new SealedPeriods(sql, grid, true);
    }

    @Override
    public Optional<PeriodRecord> block(MatchingPeriod period) {
        var key = new PeriodKey(grid, period);
        var block = BlockTables.of(sql, key)
                .orElseThrow(() -> new IllegalArgumentException("no block is of the period of " + period));
        if (block.height() > BlockTables.retiredHeight(sql, grid)) {
            return Optional.of(new PeriodRecord(key, PeriodTables.read(sql, key).steps()));
        }
        if (sealing) {
            throw new IllegalArgumentException("the entries of the period of " + period + " are no longer kept");
        }
        return Optional.empty();
    }
}
