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

    private SealedPeriods(Handle sql, GridId grid) {
        this.sql = sql;
        this.grid = grid;
    }

    static EarlierPeriods of(Handle sql, GridId grid) {
        return new SealedPeriods(sql, grid);
    }

    @Override
    public Optional<PeriodRecord> block(MatchingPeriod period) {
        var key = new PeriodKey(grid, period);
        var block = BlockTables.of(sql, key)
                .orElseThrow(() -> new IllegalArgumentException("no block is of the period of " + period));
        return block.height() <= BlockTables.retiredHeight(sql, grid)
                ? Optional.empty()
                : Optional.of(new PeriodRecord(key, PeriodTables.read(sql, key).steps()));
    }
}
