package ems.ledger.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.ledger.chain.BlockSigner;
import ems.ledger.chain.BlockSigning;
import ems.ledger.chain.Head;
import ems.ledger.chain.ParticipationProver;
import ems.ledger.chain.SealedBlock;
import ems.ledger.contract.Registered;
import ems.ledger.tree.Sha256;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.Ledger;
import ems.market.ledger.Participation;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.DirectTrade;
import ems.market.record.Entry;
import ems.market.record.EntryLinesWriter;
import ems.market.record.HorizonDay;
import ems.market.record.PeriodRecord;

import static java.util.Objects.requireNonNull;

/**
 * The ledger in the journal's database, in local transactions of its own: call it outside any other. Thread-safe.
 *
 * <p>Blocks follow the order of the periods, so that books can be replayed block by block.
 */
public final class StoredLedger implements Ledger {

    /** Of blocks that waited for validators elsewhere, in one period. */
    private static final int MOST_AT_ONCE = 200;

    private final Jdbi jdbi;
    private final GridWriter writer;
    private final AnchorOutbox outbox;
    private final BlockSigning signing;
    /** Spares running blocks again; used only as far as the stored chain goes on from them. */
    private final Map<GridId, Head> heads = new ConcurrentHashMap<>();

    public StoredLedger(DataSource database, AnchorOutbox outbox) {
        this(database, outbox, BlockSigner.NOBODY);
    }

    public StoredLedger(DataSource database, AnchorOutbox outbox, BlockSigning signing) {
        this(LedgerStore.in(database), outbox, signing);
    }

    /** @param signing needed for grids that name validators */
    public StoredLedger(LedgerStore store, AnchorOutbox outbox, BlockSigning signing) {
        this.signing = signing;
        this.jdbi = store.jdbi();
        this.writer = new GridWriter(jdbi);
        this.outbox = outbox;
    }

    /**
     * Seals what the journal holds of the period, after earlier periods that have ended and are not sealed yet.
     *
     * @throws AnchorUnavailable if an earlier period has not ended: the block waits for it
     * @throws IllegalStateException if this period has not ended, or a contract refuses what it recorded
     */
    @Override
    public BlockHeader seal(PeriodRecord period) {
        return signing.asksOthers() ? sealByOthers(period) : sealHere(period);
    }

    private BlockHeader sealHere(PeriodRecord known) {
        var key = known.key();
        var sealed = writer.write(key.grid(), sql -> {
            var before = BlockTables.of(sql, key);
            if (before.isPresent()) {
                return new Sealed(before.get(), Optional.empty());
            }
            Head head = currentHead(sql, key.grid());
            for (PeriodKey period : unsealed(sql, key, head)) {
                var block = sealed(sql, ended(sql, period, known), head);
                insert(sql, block, signatures(block));
                head = block.head();
            }
            return new Sealed(head.header().orElseThrow(), Optional.of(head));
        });
        sealed.head().ifPresent(this::remember);
        return sealed.block();
    }

    /**
     * The block of a period.
     *
     * @param head the chain's end if it has grown by it
     */
    private record Sealed(BlockHeader block, Optional<Head> head) {}

    /** Block by block, and nothing is locked while others are asked. */
    private BlockHeader sealByOthers(PeriodRecord known) {
        var key = known.key();
        for (int sealed = 0; sealed < MOST_AT_ONCE; sealed++) {
            var draft = writer.write(key.grid(), sql -> draft(sql, known));
            if (draft.isEmpty()) {
                return block(key).orElseThrow();
            }
            String signatures = signatures(draft.get());
            writer.write(key.grid(), sql -> insertDraft(sql, draft.get(), signatures));
            remember(draft.get().head());
        }
        throw new AnchorUnavailable(
                key + " waits for its turn: " + MOST_AT_ONCE
                        + " blocks before it are signed now, and more were waiting",
                null);
    }

    /** The next block on the way to that of this period, fixed from now on; empty: that is sealed. */
    private Optional<SealedBlock> draft(Handle sql, PeriodRecord known) {
        var key = known.key();
        if (BlockTables.of(sql, key).isPresent()) {
            return Optional.empty();
        }
        var head = currentHead(sql, key.grid());
        var next = BlockDrafts.period(sql, key.grid())
                .map(fixed -> recorded(sql, new PeriodKey(key.grid(), fixed), known))
                .orElseGet(() -> ended(sql, unsealed(sql, key, head).get(0), known));
        var block = sealed(sql, next, head);
        BlockDrafts.keep(sql, block.header());
        return Optional.of(block);
    }

    /** Unless another thread was faster. */
    private static BlockHeader insertDraft(Handle sql, SealedBlock block, String signatures) {
        if (BlockTables.of(sql, block.header().key()).isEmpty()) {
            insert(sql, block, signatures);
        }
        return block.header();
    }

    private String signatures(SealedBlock block) {
        return block.validators()
                .map(validators -> signing.sign(block, validators))
                .orElse("");
    }

    private static void insert(Handle sql, SealedBlock block, String signatures) {
        BlockDrafts.refuseAnother(sql, block.header());
        BlockTables.insert(sql, block.header(), signatures);
        BlockDrafts.delete(sql, block.header());
        if (block.header().height() % StateTables.INTERVAL == 0) {
            StateTables.insert(sql, block.header().key().grid(), block.head());
        }
    }

    /** Periods that are to be sealed, up to this one and in order; not empty. */
    private static List<PeriodKey> unsealed(Handle sql, PeriodKey key, Head head) {
        var last = head.header().map(block -> block.key().period());
        if (last.isPresent() && key.period().isBefore(last.get())) {
            throw new IllegalStateException(key + " does not follow " + last.get());
        }
        List<PeriodKey> periods = new ArrayList<>(PeriodTables.unsealed(sql, key.grid(), last, key.period()));
        periods.add(key);
        return periods;
    }

    /**
     * @param until the last period of which a block is wanted, as far as it is known
     * @throws AnchorUnavailable if an earlier one has not ended
     * @throws IllegalStateException if that one has not
     */
    private static PeriodRecord ended(Handle sql, PeriodKey period, PeriodRecord until) {
        var stored = recorded(sql, period, until);
        if (stored.isEnded()) {
            return stored;
        }
        if (period.equals(until.key())) {
            throw new IllegalStateException(period + " is neither settled nor abandoned");
        }
        throw new AnchorUnavailable(until.key() + " is sealed after " + period + " has ended", null);
    }

    private static PeriodRecord recorded(Handle sql, PeriodKey period, PeriodRecord known) {
        return PeriodTables.read(sql, period.equals(known.key()) ? known : PeriodRecord.blank(period));
    }

    private static SealedBlock sealed(Handle sql, PeriodRecord period, Head head) {
        var key = period.key();
        List<Entry> entries = period.entries().toList();
        try {
            return head.next(
                    key,
                    entries,
                    new EntryLinesWriter().write(entries),
                    SealedPeriods.forSealing(sql, key.grid()),
                    new Sha256());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(key + " breaks a rule of the market: " + e.getMessage(), e);
        }
    }

    private Head currentHead(Handle sql, GridId grid) {
        return StateTables.head(sql, grid, heads.getOrDefault(grid, Head.BLANK), new Sha256());
    }

    /**
     * Forgets the entries of the oldest blocks that hold any, of periods before this one, as far as a copy of the contracts'
     * states allows: one whole day. Headers, signatures and that copy stay, so that the rest is verified as before; an old match
     * is proved by its receipt.
     *
     * @return the last block whose entries were forgotten; empty: no day is old enough
     */
    public Optional<BlockHeader> retire(GridId grid, MatchingPeriod before) {
        return writer.write(grid, sql -> {
            long retired = Math.max(0, BlockTables.retiredHeight(sql, grid));
            var last = StateTables.firstCopied(sql, grid, retired, before);
            last.ifPresent(block -> {
                PeriodTables.delete(sql, block.key());
                ArchiveTables.delete(sql, grid, block.height());
                StateTables.deleteBefore(sql, block);
                RecordedCorrections.delete(sql, block.key());
                BlockTables.retired(sql, block);
            });
            return last;
        });
    }

    @Override
    public int anchor(GridId grid) {
        return outbox.send(grid);
    }

    /** Height up to which the grid's headers are published everywhere; empty: none yet. */
    public Optional<Long> anchoredHeight(GridId grid) {
        return anchorProgress(grid).stream()
                .map(AnchorProgress::height)
                .min(Long::compare)
                .filter(height -> height >= 0);
    }

    /** How far each target has taken the grid's headers. */
    public List<AnchorProgress> anchorProgress(GridId grid) {
        return outbox.progress(grid);
    }

    /** The block that seals the period, if it is sealed. */
    public Optional<BlockHeader> block(PeriodKey key) {
        return jdbi.withHandle(sql -> BlockTables.of(sql, key));
    }

    /** How many validators signed a block of this ledger. */
    public int signatures(BlockHeader block) {
        return (int) jdbi.withHandle(sql -> BlockTables.signatures(sql, block))
                .lines()
                .count();
    }

    /** @throws IllegalStateException if a state that it rests on is no longer what was sealed */
    @Override
    public Participation participation(GridId grid, VehicleId vehicle, MatchingPeriod before) {
        return requireNonNull(participations(grid, List.of(vehicle), before).get(vehicle));
    }

    /** @throws IllegalStateException if a state that an answer rests on is no longer what was sealed */
    @Override
    public Map<VehicleId, Participation> participations(
            GridId grid, Collection<VehicleId> vehicles, MatchingPeriod before) {
        var proving = new ParticipationProver(newest(grid), before);
        return vehicles.stream().collect(Collectors.toMap(vehicle -> vehicle, proving::of));
    }

    @Override
    public Set<Party> signers(GridId grid) {
        return registered(grid).signers();
    }

    @Override
    public Set<ProsumerId> privateHomes(GridId grid) {
        return registered(grid).privateHomes();
    }

    @Override
    public Optional<DirectTrade> directTrade(GridId grid) {
        return registered(grid).directTrade();
    }

    @Override
    public Optional<HorizonDay> horizonPlan(GridId grid) {
        return newest(grid).state().horizonPlan();
    }

    @Override
    public <P extends Party> Set<P> members(GridId grid, Collection<P> parties) {
        var registered = registered(grid);
        return parties.stream().filter(registered::isMember).collect(Collectors.toUnmodifiableSet());
    }

    /** The registry as the newest block has it. */
    public Registered registered(GridId grid) {
        return newest(grid).state().registered();
    }

    /** The end of the chain as it is sealed. */
    public Head newest(GridId grid) {
        var head = jdbi.withHandle(sql -> currentHead(sql, grid));
        remember(head);
        return head;
    }

    /** Keeps the longer of two chains. */
    private void remember(Head head) {
        head.header()
                .ifPresent(header -> heads.merge(
                        header.key().grid(),
                        head,
                        (before, now) -> before.log().size() > now.log().size() ? before : now));
    }

    /** The block that opened the grid's books; empty: they are not open yet. */
    public Optional<BlockHeader> first(GridId grid) {
        return jdbi.withHandle(sql -> BlockTables.at(sql, grid, 0));
    }

    @Override
    public Optional<BlockHeader> head(GridId grid) {
        return jdbi.withHandle(sql -> BlockTables.head(sql, grid));
    }
}
