package ems.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.ledger.tree.Sha256;
import ems.market.journal.PeriodRecord;
import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.Ledger;
import ems.market.ledger.Participation;
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
    /** Spares reading a block that was just sealed; used only while its header is the head. */
    private volatile SealedBids newest;

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
            for (PeriodKey earlier : PeriodTables.unsealed(
                    sql, key.grid(), head.map(block -> block.key().period()), key.period())) {
                if (!Blocks.isEnded(PeriodTables.steps(sql, earlier))) {
                    throw new AnchorUnavailable(key + " is sealed after " + earlier + " has ended", null);
                }
                append(sql, earlier);
            }
            return append(sql, key);
        });
    }

    /** Of an EV that bids in every period only the newest bid counts: the one before is evidence once a bid fails to come. */
    private BlockHeader append(Handle sql, PeriodKey key) {
        var stored = PeriodTables.read(sql, key);
        if (!Blocks.isEnded(stored.bodies().keySet())) {
            throw new IllegalStateException(key + " is neither settled nor abandoned");
        }
        List<String> lines = stored.lines();
        var head = BlockTables.head(sql, key.grid());
        var header = new Blocks(new Sha256())
                .next(head, key, StoredPeriod.leaves(lines))
                .header();
        BlockTables.insert(sql, header);
        BlockTables.insertMembers(sql, header, lines);
        var bids = SealedBids.of(header, lines);
        head.map(last -> bidsOf(sql, last)).ifPresent(last -> BlockTables.insertBids(sql, last, last.missingIn(bids)));
        newest = bids;
        return header;
    }

    private SealedBids bidsOf(Handle sql, BlockHeader header) {
        var known = newest;
        return known != null && known.header().equals(header)
                ? known
                : SealedBids.of(header, PeriodTables.read(sql, header.key()).lines());
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
        return participations(grid, List.of(vehicle), before).get(vehicle);
    }

    /** @throws IllegalStateException if an entry that an answer rests on is no longer what was sealed */
    @Override
    public Map<VehicleId, Participation> participations(
            GridId grid, Collection<VehicleId> vehicles, MatchingPeriod before) {
        return jdbi.withHandle(sql -> new ProvingParticipation(sql, grid, before).of(vehicles));
    }

    @Override
    public Optional<BlockHeader> head(GridId grid) {
        return jdbi.withHandle(sql -> BlockTables.head(sql, grid));
    }
}
