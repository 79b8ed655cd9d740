package ems.processes.agent;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import ems.forecasting.FederatedSettings;
import ems.forecasting.OwnPair;
import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.ModelStore;
import ems.forecasting.federation.Update;
import ems.forecasting.pair.LocalModel;
import ems.ledger.key.KeyFolder;
import ems.ledger.receipt.Trust;
import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.record.PeriodRecord;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.processes.clock.GridTicker;
import ems.processes.grid.GridEngines;
import ems.processes.grid.InstallationKeys;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.sandbox.SandboxPlan;
import ems.routes.telemetry.ReadingMessages;
import ems.study.demo.DemoFleet;

/** A grid that merges masked updates at one o'clock: its first four homes have agents that call it over HTTP, the last two have none. */
final class MaskedGrid {

    private static final int HOMES = 6;
    private static final int AGENTS = 4;
    private static final int PAST = 70;
    /** More than an agent lets pass between two questions about a round. */
    private static final int ROUNDS_OF_AN_AGENT = 4;

    static final MatchingPeriod MERGE = MatchingPeriod.parse("2026-06-21T13:00:00Z");

    private final AtomicReference<Instant> clock =
            new AtomicReference<>(minutes(-9).start());
    private final DemoFleet fleet = new DemoFleet(7, HOMES, HOMES);
    private final GridTicker ticking;
    private final GridEngines engines;
    private final Path folder;
    private final Map<ProsumerId, AgentParty> parties = new LinkedHashMap<>();
    private final Map<ProsumerId, PairAgent> agents = new LinkedHashMap<>();
    /** What each home has learnt, as it would by itself. */
    private final Map<ProsumerId, OwnPair> learning = new LinkedHashMap<>();

    private final LiveGrid grid;
    private final SaidLines said = new SaidLines();

    MaskedGrid(
            String name,
            LiveGrids grids,
            GridEngines engines,
            GridTicker ticking,
            InstallationKeys installation,
            URI market,
            Path folder)
            throws IOException {
        this.ticking = ticking;
        this.engines = engines;
        this.folder = folder;
        var id = new GridId(name);
        Map<String, String> keys = new LinkedHashMap<>();
        for (ProsumerId home : fleet.prosumers()) {
            learning.put(home, new OwnPair(home, FederatedSettings.of(id)));
            if (parties.size() < AGENTS) {
                var own = new KeyFolder(
                        folder.resolve(home.text()).resolve("keys"), Optional.empty(), new SecureRandom());
                parties.put(home, new AgentParty(id, home, own.signingKey("home"), new Energy(2_000_000_000)));
                keys.put(home.account(), parties.get(home).key().publicKey().text());
            } else {
                keys.put(home.account(), installation.of(id, home).publicKey().text());
            }
        }
        grid = grids.open(plan(keys).setup(id, Path.of("../rules/tables")), clock::get, true, UnaryOperator.identity());
        for (ProsumerId home : parties.keySet()) {
            Files.createFile(file(home));
            agents.put(home, agent(home, market));
        }
        for (var period = minutes(-PAST); period.isBefore(minutes(-9)); period = period.next()) {
            measure(period);
        }
        fleet.vehicles()
                .forEach(car -> grid.telemetry()
                        .accept(new VehicleStatus(car, minutes(-9).start(), true, Energy.ZERO, Optional.empty())));
    }

    private SandboxPlan plan(Map<String, String> keys) {
        var cars = IntStream.rangeClosed(1, HOMES)
                .mapToObj(i -> new SandboxPlan.Vehicle(
                        "EV" + i,
                        new BigDecimal(80),
                        BigDecimal.ZERO,
                        null,
                        null,
                        null,
                        new BigDecimal(30),
                        new BigDecimal(10 + i)))
                .toList();
        return new SandboxPlan(
                clock.get(),
                new BigDecimal("6.4"),
                new BigDecimal("29.49"),
                "optimal",
                "federated-secure",
                fleet.prosumers().stream().map(ProsumerId::text).toList(),
                cars,
                Map.of(),
                Map.of(),
                keys,
                Map.of(),
                Map.of(),
                null);
    }

    private PairAgent agent(ProsumerId home, URI market) throws IOException {
        var own = parties.get(home);
        return new PairAgent(
                own,
                Optional.empty(),
                new FileMeter(file(home), home, said::warn),
                LeavingReadings.NONE,
                calls(market, own),
                Trust.NOBODY,
                Optional.of(new ListCheck(own.grid(), Trust.NOBODY, Optional.empty())),
                folder.resolve(home.text()),
                Optional.empty(),
                said.voice());
    }

    static AgentCalls calls(URI market, AgentParty own) {
        return new AgentCalls(market, own.grid(), Optional.empty(), Duration.ofSeconds(30));
    }

    private Path file(ProsumerId home) {
        return folder.resolve(home.text() + ".jsonl");
    }

    /** Counted from the merge. */
    static MatchingPeriod minutes(int number) {
        return new MatchingPeriod(MERGE.start().plusSeconds(60L * number));
    }

    private void measure(MatchingPeriod period) throws IOException {
        for (ProsumerId home : fleet.prosumers()) {
            var sample = fleet.reading(home, period.start());
            var reading = new MeterReading(
                    home, period.start(), MatchingPeriod.LENGTH, sample.production(), sample.consumption());
            grid.telemetry().accept(reading);
            learning.get(home).measure(period, energy(reading));
            if (agents.containsKey(home)) {
                Files.writeString(file(home), ReadingMessages.json(List.of(reading)) + '\n', StandardOpenOption.APPEND);
            }
        }
    }

    private static MeteredEnergy energy(MeterReading reading) {
        var sum = MeteredEnergy.NOTHING;
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            sum = sum.plus(reading.perSample());
        }
        return sum;
    }

    /** Periods up to the one before the merge, in which nothing is asked about a round yet. */
    void goToTheMinuteBefore() throws IOException {
        for (int minute = -9; minute < 0; minute++) {
            go(minute, homes());
            if (minute == -8) {
                var first = first();
                learning.values().forEach(pair -> pair.takeOver(first));
            }
        }
    }

    /** The minute before is measured, these agents do what is due, and the market goes on into this one. */
    void go(int minute, List<ProsumerId> alive) throws IOException {
        var period = minutes(minute);
        if (minute > -9) {
            measure(period.previous());
        }
        fleet.vehicles()
                .forEach(car -> grid.telemetry()
                        .accept(new VehicleStatus(car, period.start(), true, Energy.ZERO, Optional.empty())));
        at(minute, 1, alive);
        clock.set(period.start().plusSeconds(3));
        ticking.tick(grid, clock.get());
    }

    /** These agents do what is due at this second. */
    void at(int minute, int second, List<ProsumerId> alive) throws IOException {
        clock.set(minutes(minute).start().plusSeconds(second));
        for (ProsumerId home : alive) {
            for (int round = 0; round < ROUNDS_OF_AN_AGENT; round++) {
                agents.get(home).round();
            }
        }
    }

    void setClock(int minute, int second) {
        clock.set(minutes(minute).start().plusSeconds(second));
    }

    /** The model that the grid began with. */
    GlobalParameters first() {
        return model(0);
    }

    GlobalParameters model(int version) {
        return engines.models(grid.setup().grid())
                .find(ModelStore.global(version))
                .orElseThrow()
                .global(LocalModel.SHAPE);
    }

    /** What a home has learnt so far. */
    Update learnt(ProsumerId home) {
        return learning.get(home).update().orElseThrow();
    }

    List<ProsumerId> homes() {
        return List.copyOf(parties.keySet());
    }

    List<ProsumerId> everybody() {
        return fleet.prosumers();
    }

    AgentParty party(ProsumerId home) {
        return parties.get(home);
    }

    PeriodRecord merged() {
        return grid.journal().read(grid.key(MERGE));
    }

    List<DeadLetter> refused() {
        return grid.deadLetters().latest(20);
    }

    GridId id() {
        return grid.setup().grid();
    }

    SaidLines said() {
        return said;
    }
}
