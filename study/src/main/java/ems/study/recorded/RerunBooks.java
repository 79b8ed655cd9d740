package ems.study.recorded;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import ems.market.ledger.BlockHeader;
import ems.market.ledger.Ledger;
import ems.market.ledger.Participation;
import ems.market.ledger.PeriodJournal;
import ems.market.ledger.StateRoots;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.DirectTrade;
import ems.market.record.Entry;
import ems.market.record.InventoryEntry;
import ems.market.record.PeriodRecord;
import ems.market.record.RecordedModel;
import ems.market.record.Step;
import ems.market.record.StepRecord;
import ems.market.record.VehicleStanding;

/**
 * Journal and ledger of a market that runs recorded periods again, one after the other, in memory: they keep the period that runs
 * and what later ones need of those before it. Nothing is hashed or signed: what is compared is what periods record. Not
 * thread-safe.
 */
final class RerunBooks implements PeriodJournal, Ledger {

    private static final StateRoots NO_ROOTS = new StateRoots("", "", "", "");

    private final RecordedInputs registry;
    private final BidHistory history;
    private final Map<VehicleId, EnergyInventory> inventories;
    private final Map<VehicleId, MatchingPeriod> standings;
    private Optional<PeriodRecord> open = Optional.empty();
    private Optional<BlockHeader> head = Optional.empty();

    /** @param beginning is changed from here on */
    RerunBooks(RecordedInputs registry, Beginning beginning) {
        this.registry = registry;
        this.history = beginning.history();
        this.inventories = beginning.inventories();
        this.standings = beginning.standings();
    }

    /** What each EV holds. */
    Map<VehicleId, EnergyInventory> held() {
        return inventories;
    }

    /** The period in which each EV stood last. */
    Map<VehicleId, MatchingPeriod> stood() {
        return standings;
    }

    /** The period has ended: what it added counts from now on. */
    PeriodRecord end(PeriodKey key) {
        var record = read(key);
        history.add(record);
        open = Optional.empty();
        return record;
    }

    @Override
    public PeriodRecord read(PeriodKey key) {
        return open.filter(record -> record.key().equals(key)).orElseGet(() -> PeriodRecord.blank(key));
    }

    @Override
    public PeriodRecord once(PeriodKey key, Step step, Function<PeriodRecord, List<Entry>> work) {
        var before = read(key);
        if (!PeriodJournal.isToDo(step, before)) {
            return before;
        }
        var entries = work.apply(before);
        for (Entry entry : entries) {
            if (entry instanceof InventoryEntry changed) {
                inventories.put(changed.vehicle(), changed.inventory());
            } else if (entry instanceof VehicleStanding standing) {
                standings.put(standing.vehicle(), key.period());
            }
        }
        var after = before.with(new StepRecord(step, entries));
        open = Optional.of(after);
        return after;
    }

    @Override
    public Optional<EnergyInventory> inventory(GridId grid, VehicleId vehicle) {
        return Optional.ofNullable(inventories.get(vehicle));
    }

    @Override
    public Optional<MatchingPeriod> lastStanding(GridId grid, VehicleId vehicle) {
        return Optional.ofNullable(standings.get(vehicle));
    }

    @Override
    public Optional<RecordedModel> latestModel(GridId grid) {
        return Optional.empty();
    }

    /** None: each period ends before the next one begins. */
    @Override
    public List<PeriodRecord> unsettled(GridId grid, MatchingPeriod before) {
        return List.of();
    }

    @Override
    public Set<Party> changing(GridId grid, MatchingPeriod before) {
        return registry.changing();
    }

    @Override
    public Set<Party> signers(GridId grid) {
        return registry.signers();
    }

    @Override
    public Set<ProsumerId> privateHomes(GridId grid) {
        return registry.privateHomes();
    }

    @Override
    public Optional<DirectTrade> directTrade(GridId grid) {
        return Optional.of(registry.directTrade());
    }

    @Override
    public <P extends Party> Set<P> members(GridId grid, Collection<P> parties) {
        var outsiders = registry.outsiders();
        return parties.stream().filter(party -> !outsiders.contains(party)).collect(Collectors.toSet());
    }

    @Override
    public Participation participation(GridId grid, VehicleId vehicle, MatchingPeriod before) {
        return history.of(vehicle, before);
    }

    @Override
    public BlockHeader seal(PeriodRecord period) {
        long height = head.map(last -> last.height() + 1).orElse(0L);
        var header =
                new BlockHeader(period.key(), height, (int) period.entries().count(), "", NO_ROOTS, "", "", "");
        head = Optional.of(header);
        return header;
    }

    @Override
    public int anchor(GridId grid) {
        return 0;
    }

    @Override
    public Optional<BlockHeader> head(GridId grid) {
        return head;
    }
}
