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

import ems.ledger.key.KeyFolder;
import ems.ledger.receipt.Trust;
import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.PeriodRecord;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.processes.clock.GridTicker;
import ems.processes.grid.GridSetup;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.sandbox.SandboxPlan;
import ems.routes.telemetry.ReadingMessages;
import ems.study.demo.DemoFleet;

/**
 * Two grids of the same five homes and five EVs, whose names have one hash, so that their models begin and learn alike: in one
 * each home has an agent that calls the market over HTTP, in the other the market does all itself.
 */
final class TwinGrids {

    private static final int HOMES = 5;
    /** Enough for the models to learn. */
    private static final int PAST = 90;

    private final MatchingPeriod first;
    private final AtomicReference<Instant> clock;
    private final DemoFleet fleet = new DemoFleet(7, HOMES, HOMES);
    private final GridTicker ticking;
    private final Path folder;
    private final Map<ProsumerId, AgentParty> parties = new LinkedHashMap<>();
    private final Map<ProsumerId, PairAgent> agents = new LinkedHashMap<>();
    private final LiveGrid withAgents;
    private final LiveGrid without;
    private final SaidLines said = new SaidLines();

    /**
     * @param number of these twins: names are used once
     * @param first period that is run
     */
    TwinGrids(int number, MatchingPeriod first, LiveGrids grids, GridTicker ticking, URI root, Path folder)
            throws IOException {
        this.first = first;
        this.clock = new AtomicReference<>(first.previous().start());
        this.ticking = ticking;
        this.folder = folder;
        var id = new GridId("agents-Aa" + number);
        for (ProsumerId home : fleet.prosumers()) {
            var keys = new KeyFolder(folder.resolve(home.text()).resolve("keys"), Optional.empty(), new SecureRandom());
            parties.put(home, new AgentParty(id, home, keys.signingKey("home"), new Energy(2_000_000_000)));
        }
        Map<String, String> keys = new LinkedHashMap<>();
        parties.forEach(
                (home, own) -> keys.put(home.account(), own.key().publicKey().text()));
        withAgents = grids.open(plan(keys, id), clock::get, true, UnaryOperator.identity());
        without = grids.open(
                plan(Map.of(), new GridId("agents-BB" + number)), clock::get, true, UnaryOperator.identity());
        for (ProsumerId home : fleet.prosumers()) {
            Files.createFile(file(home));
            agents.put(home, agent(home, root));
        }
        for (var period = after(-PAST); period.isBefore(first.previous().previous()); period = period.next()) {
            measure(period);
        }
        tellWhereTheCarsAre(first.previous());
    }

    private GridSetup plan(Map<String, String> keys, GridId id) {
        var cars = IntStream.rangeClosed(1, HOMES)
                .mapToObj(i -> new SandboxPlan.Vehicle(
                        "EV" + i,
                        new BigDecimal(80),
                        BigDecimal.ZERO,
                        null,
                        null,
                        null,
                        new BigDecimal(30 + 5 * i),
                        new BigDecimal(10 + i)))
                .toList();
        return new SandboxPlan(
                        clock.get(),
                        new BigDecimal("6.4"),
                        new BigDecimal("29.49"),
                        "optimal",
                        "federated",
                        fleet.prosumers().stream().map(ProsumerId::text).toList(),
                        cars,
                        Map.of(),
                        Map.of(),
                        keys,
                        Map.of(),
                        Map.of(),
                        null)
                .setup(id, Path.of("../rules/tables"));
    }

    private PairAgent agent(ProsumerId home, URI root) throws IOException {
        var own = parties.get(home);
        return new PairAgent(
                own,
                Optional.empty(),
                new FileMeter(file(home), home, said::warn),
                LeavingReadings.NONE,
                new AgentCalls(root, own.grid(), Optional.empty(), Duration.ofSeconds(30)),
                Trust.NOBODY,
                Optional.empty(),
                folder.resolve(home.text()),
                Optional.of(folder.resolve(home.text() + ".set-point")),
                said.voice());
    }

    private Path file(ProsumerId home) {
        return folder.resolve(home.text() + ".jsonl");
    }

    MatchingPeriod after(int minutes) {
        return new MatchingPeriod(first.start().plusSeconds(60L * minutes));
    }

    /** In both grids, and in the files of the agents. */
    private void measure(MatchingPeriod period) throws IOException {
        for (ProsumerId home : fleet.prosumers()) {
            var sample = fleet.reading(home, period.start());
            var reading = new MeterReading(
                    home, period.start(), MatchingPeriod.LENGTH, sample.production(), sample.consumption());
            withAgents.telemetry().accept(reading);
            without.telemetry().accept(reading);
            Files.writeString(file(home), ReadingMessages.json(List.of(reading)) + '\n', StandardOpenOption.APPEND);
        }
    }

    private void tellWhereTheCarsAre(MatchingPeriod period) {
        for (var car : fleet.vehicles()) {
            var status = new VehicleStatus(car, period.start(), true, Energy.ZERO, Optional.empty());
            withAgents.telemetry().accept(status);
            without.telemetry().accept(status);
        }
    }

    /** The minute before the period is measured, agents do what is due, and both markets go on into the period. */
    void go(MatchingPeriod period, List<ProsumerId> alive) throws IOException {
        measure(period.previous());
        tellWhereTheCarsAre(period);
        clock.set(period.start().plusSeconds(1));
        for (ProsumerId home : alive) {
            agents.get(home).round();
        }
        if (!period.isBefore(first)) {
            clock.set(period.start().plusSeconds(3));
            ticking.tick(withAgents, clock.get());
            ticking.tick(without, clock.get());
        }
    }

    List<ProsumerId> homes() {
        return fleet.prosumers();
    }

    AgentParty party(ProsumerId home) {
        return parties.get(home);
    }

    /** What the home's meter counted. */
    NetEnergy net(ProsumerId home, MatchingPeriod period) {
        return withAgents.telemetry().period(home, period).orElseThrow();
    }

    PeriodRecord withAgents(MatchingPeriod period) {
        return withAgents.journal().read(withAgents.key(period));
    }

    PeriodRecord without(MatchingPeriod period) {
        return without.journal().read(without.key(period));
    }

    SaidLines said() {
        return said;
    }

    Path folder(ProsumerId home) {
        return folder.resolve(home.text());
    }
}
