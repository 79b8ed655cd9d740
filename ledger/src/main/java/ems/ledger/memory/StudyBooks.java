package ems.ledger.memory;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ems.ledger.chain.Head;
import ems.ledger.chain.ParticipationProver;
import ems.ledger.export.AnchorsWriter;
import ems.ledger.export.BlocksWriter;
import ems.ledger.export.LedgerFolder;
import ems.ledger.tree.Sha256;
import ems.market.ledger.AnchorTarget;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.Ledger;
import ems.market.ledger.Participation;
import ems.market.ledger.PeriodJournal;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.DirectTrade;
import ems.market.record.DirectTradeSetting;
import ems.market.record.Entry;
import ems.market.record.EntryLinesWriter;
import ems.market.record.HorizonDay;
import ems.market.record.PeriodRecord;
import ems.market.record.RecordedModel;
import ems.market.record.Step;

/**
 * Journal and ledger of one run of one grid, in memory: it keeps what later periods need, and writes each block to the
 * export as it is sealed. Not thread-safe.
 */
public final class StudyBooks implements PeriodJournal, Ledger, Closeable {

    private final GridId grid;
    private final AnchorTarget target;
    private final BlocksWriter export;
    private final EntryLinesWriter lines = new EntryLinesWriter();
    private final OpenPeriods periods = new OpenPeriods();
    private final LatestEntries latest = new LatestEntries();
    private final Queue<BlockHeader> unanchored = new ArrayDeque<>();
    private Head head = Head.BLANK;
    private @Nullable ParticipationProver prover;

    /** @param export takes the blocks; closed with these books */
    public StudyBooks(GridId grid, OutputStream export, AnchorTarget target) {
        this.grid = grid;
        this.export = new BlocksWriter(export);
        this.target = target;
    }

    /** Books that export to {@code blocks.txt} and {@code anchors.txt} of the folder, replacing those of an earlier run. */
    public static StudyBooks exportingTo(Path folder, GridId grid) throws IOException {
        var ledger = new LedgerFolder(folder);
        Files.createDirectories(folder);
        return new StudyBooks(grid, Files.newOutputStream(ledger.blocks()), new AnchorsWriter(ledger.anchors()));
    }

    /** @throws IllegalStateException if the period was sealed before the last one: it is no longer kept */
    @Override
    public PeriodRecord read(PeriodKey key) {
        refuseForeign(key.grid());
        return periods.read(key);
    }

    @Override
    public PeriodRecord once(PeriodKey key, Step step, Function<PeriodRecord, List<Entry>> work) {
        refuseForeign(key.grid());
        var before = periods.read(key);
        if (!periods.isToDo(step, before)) {
            return before;
        }
        List<Entry> entries = work.apply(before);
        latest.recorded(key.period(), entries);
        return periods.add(before, step, entries);
    }

    @Override
    public Optional<EnergyInventory> inventory(GridId of, VehicleId vehicle) {
        refuseForeign(of);
        return latest.inventory(vehicle);
    }

    @Override
    public Optional<MatchingPeriod> lastStanding(GridId of, VehicleId vehicle) {
        refuseForeign(of);
        return latest.standing(vehicle);
    }

    @Override
    public Optional<RecordedModel> latestModel(GridId of) {
        refuseForeign(of);
        return latest.model();
    }

    @Override
    public Optional<DirectTradeSetting> directTrade(PeriodKey key) {
        refuseForeign(key.grid());
        return periods.before(key.period())
                .flatMap(record -> record.all(DirectTradeSetting.class).stream())
                .reduce((earlier, later) -> later);
    }

    @Override
    public Optional<DirectTrade> directTrade(GridId of) {
        refuseForeign(of);
        return head.state().registered().directTrade();
    }

    @Override
    public List<PeriodRecord> unsettled(GridId of, MatchingPeriod before) {
        refuseForeign(of);
        return periods.unsettled(before);
    }

    @Override
    public Set<Party> changing(GridId of, MatchingPeriod before) {
        refuseForeign(of);
        return PeriodJournal.changedBy(periods.before(before).flatMap(PeriodRecord::entries));
    }

    @Override
    public Optional<HorizonDay> horizonPlan(GridId of, MatchingPeriod before) {
        refuseForeign(of);
        return PeriodJournal.lastPlan(periods.before(before).flatMap(PeriodRecord::entries));
    }

    @Override
    public Optional<HorizonDay> horizonPlan(GridId of) {
        refuseForeign(of);
        return head.state().horizonPlan();
    }

    @Override
    public Set<Party> signers(GridId of) {
        refuseForeign(of);
        return head.state().registered().signers();
    }

    @Override
    public BlockHeader seal(PeriodRecord period) {
        refuseForeign(period.key().grid());
        var last = head.header();
        if (last.isPresent() && last.get().key().equals(period.key())) {
            return last.get();
        }
        periods.endedBefore(period.key().period()).forEach(this::append);
        return append(period);
    }

    private BlockHeader append(PeriodRecord period) {
        periods.refuseIfUnended(period);
        List<Entry> entries = period.entries().toList();
        var block = head.next(period.key(), entries, lines.write(entries), new Sha256());
        try {
            export.write(block.header(), "", block.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        periods.sealed(period);
        unanchored.add(block.header());
        head = block.head();
        return block.header();
    }

    @Override
    public int anchor(GridId of) {
        refuseForeign(of);
        int published = 0;
        while (!unanchored.isEmpty()) {
            target.publish(unanchored.element());
            unanchored.remove();
            published++;
        }
        return published;
    }

    /** @param before the period after the last sealed one, or a later one */
    @Override
    public Participation participation(GridId of, VehicleId vehicle, MatchingPeriod before) {
        refuseForeign(of);
        return proving(before).of(vehicle);
    }

    @Override
    public Map<VehicleId, Participation> participations(
            GridId of, Collection<VehicleId> vehicles, MatchingPeriod before) {
        refuseForeign(of);
        var proving = proving(before);
        Map<VehicleId, Participation> proven = new HashMap<>(2 * vehicles.size());
        vehicles.forEach(vehicle -> proven.put(vehicle, proving.of(vehicle)));
        return proven;
    }

    private ParticipationProver proving(MatchingPeriod before) {
        var next = prover == null ? new ParticipationProver(head, before) : prover.next(head, before);
        prover = next;
        return next;
    }

    @Override
    public Optional<BlockHeader> head(GridId of) {
        refuseForeign(of);
        return head.header();
    }

    /** Ends the export. */
    @Override
    public void close() throws IOException {
        export.close();
        if (target instanceof Closeable closeable) {
            closeable.close();
        }
    }

    private void refuseForeign(GridId asked) {
        if (!asked.equals(grid)) {
            throw new IllegalArgumentException("these are the books of grid " + grid + ", not of " + asked);
        }
    }
}
