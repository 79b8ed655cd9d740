package ems.processes.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import ems.market.ledger.BlockHeader;
import ems.market.ledger.Ledger;
import ems.market.ledger.Participation;
import ems.market.ledger.PeriodJournal;
import ems.market.ledger.StateRoots;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.InventoryEntry;
import ems.market.record.PeriodRecord;
import ems.market.record.RecordedModel;
import ems.market.record.Step;
import ems.market.record.StepRecord;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;
import ems.study.host.Books;

/** A journal and ledger that remember the last period and prove nothing: what the market costs without a ledger. */
final class ForgetfulBooks implements PeriodJournal, Ledger, Books {

    private final Map<VehicleId, EnergyInventory> inventories = new HashMap<>();
    private final Map<VehicleId, MatchingPeriod> standings = new HashMap<>();
    private RecordedModel model;
    private final Map<VehicleId, MatchingPeriod> bids = new HashMap<>();
    private PeriodRecord current;
    private BlockHeader head;

    @Override
    public PeriodRecord read(PeriodKey key) {
        return current != null && current.key().equals(key) ? current : PeriodRecord.blank(key);
    }

    @Override
    public PeriodRecord once(PeriodKey key, Step step, Function<PeriodRecord, List<Entry>> work) {
        var before = read(key);
        if (!PeriodJournal.isToDo(step, before)) {
            return before;
        }
        var entries = work.apply(before);
        entries.forEach(entry -> remember(key.period(), entry));
        current = before.with(new StepRecord(step, entries));
        return current;
    }

    private void remember(MatchingPeriod period, Entry entry) {
        if (entry instanceof InventoryEntry changed) {
            inventories.put(changed.vehicle(), changed.inventory());
        } else if (entry instanceof GlobalModel merged) {
            model = new RecordedModel(merged, period);
        } else if (entry instanceof VehicleStanding standing) {
            standings.put(standing.vehicle(), period);
        } else if (entry instanceof VehicleBid bid) {
            bids.put(bid.vehicle(), period);
        }
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
        return Optional.ofNullable(model);
    }

    @Override
    public List<PeriodRecord> unsettled(GridId grid, MatchingPeriod before) {
        return List.of();
    }

    @Override
    public BlockHeader seal(PeriodRecord period) {
        long height = head == null ? 0 : head.height() + 1;
        head = new BlockHeader(period.key(), height, 0, "", new StateRoots("", "", "", ""), "", "", "");
        return head;
    }

    @Override
    public int anchor(GridId grid) {
        return 1;
    }

    @Override
    public Participation participation(GridId grid, VehicleId vehicle, MatchingPeriod before) {
        var latest = Optional.ofNullable(bids.get(vehicle)).filter(bid -> bid.isBefore(before));
        return new Participation(true, false, latest.isPresent() ? OptionalLong.of(1) : OptionalLong.empty());
    }

    @Override
    public Optional<BlockHeader> head(GridId grid) {
        return Optional.ofNullable(head);
    }

    @Override
    public PeriodJournal journal() {
        return this;
    }

    @Override
    public Ledger ledger() {
        return this;
    }

    @Override
    public void close() {
        current = null;
    }
}
