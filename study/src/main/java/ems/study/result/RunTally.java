package ems.study.result;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import ems.market.ledger.BlockHeader;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridMembers;
import ems.market.party.GridPrices;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.BookedLine;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.InventoryEntry;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.SettlementLine;
import ems.market.record.StepRecord;
import ems.study.plan.StudyRun;

import static java.util.Objects.requireNonNull;

/** Sums up a run from the records of its periods, and refuses to close if energy or money does not add up exactly. */
public final class RunTally {

    private final StudyRun run;
    private final Map<ProsumerId, ProsumerAccount> prosumers = new LinkedHashMap<>();
    private final Map<VehicleId, VehicleAccount> vehicles = new LinkedHashMap<>();
    private final Map<MatchId, Pair> pairs = new HashMap<>();
    private final SortedMap<String, Long> rejections = new TreeMap<>();
    private final SortedSet<String> rules = new TreeSet<>();
    private @Nullable GridPrices grid;
    private @Nullable Pair last;
    private Regret regret = Regret.NONE;
    private Energy directlyMeasured = Energy.ZERO;
    private Money gridCostSaved = Money.ZERO;
    private long periods;
    private long matched;
    private long lines;

    public RunTally(StudyRun run, GridMembers members, Map<VehicleId, EnergyInventory> joining) {
        this.run = run;
        members.prosumers().forEach(id -> prosumers.put(id, new ProsumerAccount(id)));
        for (ElectricVehicle vehicle : members.vehicles()) {
            vehicles.put(vehicle.id(), new VehicleAccount(vehicle.id(), requireNonNull(joining.get(vehicle.id()))));
        }
    }

    /** The accounts of the two that a match joins. */
    private record Pair(MatchId match, ProsumerAccount prosumer, VehicleAccount vehicle) {}

    public void add(PeriodRecord record) {
        pairs.clear();
        periods++;
        for (StepRecord step : record.steps()) {
            for (Entry entry : step.entries()) {
                add(entry);
            }
        }
    }

    private void add(Entry entry) {
        switch (entry.kind()) {
            case PERIOD_OPENED -> open((PeriodOpened) entry);
            case MATCHING_RESULT -> regret = regret.plus(Regret.of((MatchingResult) entry));
            case MATCH -> add((Match) entry);
            case EXCHANGE -> measure((Exchange) entry);
            case DIRECT_MATCH -> matched++;
            case DIRECT_EXCHANGE -> directlyMeasured = directlyMeasured.plus(((DirectExchange) entry).energy());
            case SETTLEMENT_LINE -> add((SettlementLine) entry);
            case DIRECT_LINE -> add((DirectLine) entry);
            case INVENTORY_ENTRY -> book((InventoryEntry) entry);
            case REJECTION -> rejections.merge(((Rejection) entry).reason(), 1L, Long::sum);
            case ENROLMENT,
                    VALIDATORS,
                    AGENT_KEY,
                    HOME_METERING,
                    TRADING_PARTNER,
                    REVOCATION,
                    DIRECT_TRADE,
                    TRAIL_SEAL,
                    MEMBERSHIP_ORDER,
                    CORRECTION,
                    CORRECTION_LINE,
                    VEHICLE_STANDING,
                    SIGNED_BID,
                    MODEL_UPDATE,
                    MODEL_REFUSAL,
                    GLOBAL_MODEL,
                    SIGNED_FORECAST,
                    FORECAST_REFUSAL,
                    PROSUMER_BID,
                    VEHICLE_BID,
                    HORIZON_PLAN,
                    HORIZON_PRICE,
                    SHADOW_PRICE,
                    DIRECT_RESULT,
                    SIGNED_REGISTERS,
                    EXCHANGE_STATEMENT,
                    EXCHANGE_REFUSAL,
                    ABANDONMENT -> {}
        }
    }

    private void open(PeriodOpened opened) {
        grid = opened.prices();
        rules.add(opened.rules());
    }

    private void add(Match match) {
        var prosumer = requireNonNull(prosumers.get(match.prosumer()));
        pairs.put(match.id(), new Pair(match.id(), prosumer, account(match.vehicle())));
        matched++;
    }

    private void measure(Exchange exchange) {
        pair(exchange.match()).vehicle().measure(exchange);
    }

    private void book(InventoryEntry inventory) {
        account(inventory.vehicle()).book(inventory);
    }

    private void add(SettlementLine line) {
        var grid = pricesOf(line);
        var pair = pair(line.match());
        pair.prosumer().book(line, grid);
        pair.vehicle().book(line);
        gridCostSaved = gridCostSaved.plus(line.gridCostSaved(grid));
        lines++;
    }

    private void add(DirectLine line) {
        var grid = pricesOf(line);
        requireNonNull(prosumers.get(line.seller())).book(line, grid);
        requireNonNull(prosumers.get(line.buyer())).book(line, grid);
        gridCostSaved = gridCostSaved.plus(line.gridCostSaved(grid));
        lines++;
    }

    /** The grid's, between which the line's is. */
    private GridPrices pricesOf(BookedLine line) {
        var grid = requireNonNull(this.grid);
        if (!grid.suit(line.price().price())) {
            throw new IllegalStateException(line.match() + " was settled at "
                    + line.price().price() + ", outside the grid's [" + grid.sell() + ", " + grid.buy() + "]");
        }
        return grid;
    }

    /** What a match exchanged stands together. */
    private Pair pair(MatchId match) {
        var pair = last;
        if (pair == null || !pair.match().equals(match)) {
            pair = requireNonNull(pairs.get(match));
            last = pair;
        }
        return pair;
    }

    private VehicleAccount account(VehicleId vehicle) {
        return requireNonNull(vehicles.get(vehicle));
    }

    /**
     * @param held what the market's books say at the end, of each EV
     * @param head the last block
     * @throws IllegalStateException if the run's energy or money does not close
     */
    public RunResult closed(
            Map<VehicleId, EnergyInventory> held, Optional<BlockHeader> head, Optional<FollowedRun> followed) {
        List<VehicleResult> closedVehicles = vehicles.entrySet().stream()
                .map(each -> each.getValue().closed(requireNonNull(held.get(each.getKey()))))
                .toList();
        var result = new RunResult(
                run,
                periods,
                matched,
                lines,
                rejections,
                prosumers.values().stream().map(ProsumerAccount::result).toList(),
                closedVehicles,
                gridCostSaved,
                regret,
                rules,
                head,
                followed);
        if (!result.direct().equals(directlyMeasured)) {
            throw new IllegalStateException("energy of run " + run.title() + " does not close: homes exchanged "
                    + directlyMeasured + " with each other and settled " + result.direct());
        }
        if (!result.moneyMismatch().equals(Money.ZERO)) {
            throw new IllegalStateException("money of run " + run.title() + " does not close: "
                    + result.moneyMismatch().toPence() + " p");
        }
        return result;
    }
}
