package ems.ledger;

import java.util.Optional;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.ledger.tree.Sha256;
import ems.market.bid.VehicleBid;
import ems.market.journal.PeriodRecord;
import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.Enrolment;
import ems.market.ledger.Ledger;
import ems.market.ledger.Participation;
import ems.market.ledger.Revocation;
import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;

/**
 * The ledger in the journal's database, in local transactions of its own: call it outside any other. Thread-safe.
 *
 * <p>Blocks follow the order of the periods, so that books can be replayed block by block.
 */
public final class StoredLedger implements Ledger {

    private final Jdbi jdbi;
    private final OneWriter writer;
    private final AnchorTarget target;
    private volatile ProvenBlocks proven = ProvenBlocks.NONE;

    public StoredLedger(DataSource database, AnchorTarget target) {
        this.jdbi = Jdbi.create(database);
        this.writer = new OneWriter(jdbi);
        this.target = target;
    }

    /**
     * Seals what the journal holds of the period, after earlier periods that have ended and are not sealed yet.
     *
     * @throws AnchorUnavailable if an earlier period has not ended: the block waits for it
     * @throws IllegalStateException if this period has not ended
     */
    @Override
    public BlockHeader seal(PeriodRecord period) {
        var key = period.key();
        return writer.write(key.grid(), sql -> {
            var sealed = BlockTables.of(sql, key);
            if (sealed.isPresent()) {
                return sealed.get();
            }
            var head = BlockTables.head(sql, key.grid());
            if (head.isPresent() && key.period().isBefore(head.get().key().period())) {
                throw new IllegalStateException(
                        key + " does not follow " + head.get().key());
            }
            for (PeriodRecord earlier : PeriodTables.unsealed(
                    sql, key.grid(), head.map(block -> block.key().period()), key.period())) {
                if (!Blocks.isEnded(earlier)) {
                    throw new AnchorUnavailable(key + " is sealed after " + earlier.key() + " has ended", null);
                }
                append(sql, earlier.key());
            }
            return append(sql, key);
        });
    }

    private static BlockHeader append(Handle sql, PeriodKey key) {
        var stored = PeriodTables.read(sql, key);
        var record = stored.record();
        if (!Blocks.isEnded(record)) {
            throw new IllegalStateException(key + " is neither settled nor abandoned");
        }
        var block = new Blocks(new Sha256()).next(BlockTables.head(sql, key.grid()), key, stored.leaves());
        BlockTables.insert(sql, block.header(), record);
        return block.header();
    }

    @Override
    public int anchor(GridId grid) {
        long anchored =
                jdbi.withHandle(sql -> BlockTables.anchoredHeight(sql, grid)).orElse(-1L);
        int published = 0;
        while (true) {
            long height = anchored + 1 + published;
            var next = jdbi.withHandle(sql -> BlockTables.at(sql, grid, height));
            if (next.isEmpty()) {
                return published;
            }
            target.publish(next.get());
            jdbi.useTransaction(sql -> BlockTables.anchored(sql, next.get()));
            published++;
        }
    }

    /** Height up to which the grid's headers are published; empty: none yet. */
    public Optional<Long> anchoredHeight(GridId grid) {
        return jdbi.withHandle(sql -> BlockTables.anchoredHeight(sql, grid)).filter(height -> height >= 0);
    }

    /** The block that seals the period, if it is sealed. */
    public Optional<BlockHeader> block(PeriodKey key) {
        return jdbi.withHandle(sql -> BlockTables.of(sql, key));
    }

    /** @throws IllegalStateException if an entry that it rests on is no longer what was sealed */
    @Override
    public Participation participation(GridId grid, VehicleId vehicle, MatchingPeriod before) {
        var blocks = proven.isOf(grid, before) ? proven : new ProvenBlocks(grid, before);
        proven = blocks;
        return jdbi.withHandle(sql -> new Proven(
                        blocks.latest(sql, vehicle, Enrolment.KIND),
                        blocks.latest(sql, vehicle, Revocation.KIND),
                        blocks.latest(sql, vehicle, VehicleBid.KIND))
                .checked(before, new Sha256()));
    }

    @Override
    public Optional<BlockHeader> head(GridId grid) {
        return jdbi.withHandle(sql -> BlockTables.head(sql, grid));
    }
}
