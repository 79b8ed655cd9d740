package ems.processes.agent;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import ems.ledger.key.KeyFolder;
import ems.ledger.receipt.Trust;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.PeriodRecord;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.processes.clock.GridTicker;
import ems.processes.grid.GridSetup;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.sandbox.SandboxPlan;
import ems.routes.telemetry.ReadingMessages;

/**
 * Three homes, each with an agent that holds the key of a car as well and sends what its meter measures: Gull and Tern are ordered to be
 * private, Heron stays metered. Any home may be matched with any car; a charger moves 7 kW at most, and each home has more to spare.
 */
final class PrivateTown {

    static final ProsumerId GULL = new ProsumerId("Gull");
    static final ProsumerId TERN = new ProsumerId("Tern");
    static final ProsumerId HERON = new ProsumerId("Heron");
    private static final List<ProsumerId> HOMES = List.of(GULL, TERN, HERON);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MatchingPeriod first;
    private final AtomicReference<Instant> clock;
    private final GridTicker ticking;
    private final Path folder;
    private final URI root;
    private final Map<Party, AgentParty> parties = new LinkedHashMap<>();
    private final Map<ProsumerId, PairAgent> agents = new LinkedHashMap<>();
    private final List<MeterReading> privately = new ArrayList<>();
    private final List<MeterReading> metered = new ArrayList<>();
    private final LiveGrid grid;
    private final SaidLines said = new SaidLines();

    /** @param name of a grid that no other test uses */
    PrivateTown(String name, MatchingPeriod first, LiveGrids grids, GridTicker ticking, URI root, Path folder)
            throws IOException {
        this.first = first;
        this.clock = new AtomicReference<>(first.previous().start());
        this.ticking = ticking;
        this.folder = folder;
        this.root = root;
        var id = new GridId(name);
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = 0; i < HOMES.size(); i++) {
            var files = new KeyFolder(folder.resolve("keys" + i), Optional.empty(), new SecureRandom());
            for (Party party : List.of(HOMES.get(i), car(i))) {
                var own = new AgentParty(
                        id,
                        party,
                        files.signingKey(party.text()),
                        Energy.of(Power.ofKilowatts(kw("17")), MatchingPeriod.LENGTH));
                parties.put(party, own);
                keys.put(party.account(), own.key().publicKey().text());
            }
        }
        grid = grids.open(plan(keys, id), clock::get, true, UnaryOperator.identity());
        for (int i = 0; i < HOMES.size(); i++) {
            Files.createFile(file(HOMES.get(i)));
            Files.createDirectories(folder(HOMES.get(i)));
            agents.put(HOMES.get(i), agent(i, LeavingReadings.WHILE_METERED));
        }
    }

    static VehicleId car(int number) {
        return new VehicleId("EV" + (number + 1));
    }

    private static BigDecimal kw(String kilowatts) {
        return new BigDecimal(kilowatts);
    }

    private GridSetup plan(Map<String, String> keys, GridId id) {
        List<SandboxPlan.Vehicle> cars = new ArrayList<>();
        for (int i = 0; i < HOMES.size(); i++) {
            cars.add(new SandboxPlan.Vehicle(
                    car(i).text(), kw("80"), BigDecimal.ZERO, kw("7"), null, null, kw("40"), kw("15")));
        }
        return new SandboxPlan(
                        clock.get(),
                        kw("6.4"),
                        kw("29.49"),
                        "optimal",
                        "persistence",
                        HOMES.stream().map(ProsumerId::text).toList(),
                        cars,
                        Map.of(),
                        Map.of(),
                        keys,
                        Map.of(),
                        Map.of(),
                        null)
                .setup(id, Path.of("../rules/tables"));
    }

    private PairAgent agent(int number, LeavingReadings leaving) throws IOException {
        var home = HOMES.get(number);
        return new PairAgent(
                party(home),
                Optional.of(party(car(number))),
                new FileMeter(file(home), home, said::warn),
                leaving,
                calls(),
                Trust.NOBODY,
                Optional.empty(),
                folder.resolve(home.text()),
                Optional.empty(),
                said.voice());
    }

    /** The home's agent is gone, and another process of it begins in the same folder. */
    void restart(ProsumerId home, LeavingReadings leaving) throws IOException {
        agents.put(home, agent(HOMES.indexOf(home), leaving));
    }

    AgentCalls calls() {
        return new AgentCalls(root, grid().setup().grid(), Optional.empty(), PATIENCE);
    }

    private Path file(ProsumerId home) {
        return folder.resolve(home.text() + ".jsonl");
    }

    LiveGrid grid() {
        return grid;
    }

    AgentParty party(Party party) {
        return parties.get(party);
    }

    SaidLines said() {
        return said;
    }

    Path folder(ProsumerId home) {
        return folder.resolve(home.text());
    }

    MatchingPeriod after(int minutes) {
        return new MatchingPeriod(first.start().plusSeconds(60L * minutes));
    }

    PeriodRecord record(int number) {
        return grid.journal().read(grid.key(after(number)));
    }

    /** Readings of private homes while they were private. */
    List<MeterReading> privately() {
        return privately;
    }

    /** All others. */
    List<MeterReading> metered() {
        return metered;
    }

    /** Numbers that no other number of the market is: of home, minute and sample. */
    private MeterReading measured(ProsumerId home, Instant at) {
        long odd = 7_919L * (at.getEpochSecond() / 10 % 8_640) + 13 * (HOMES.indexOf(home) + 1L);
        return new MeterReading(
                home, at, MatchingPeriod.SAMPLE, new Power(13_141_593 + odd), new Power(1_271_829 + odd / 3));
    }

    /** What the meters measured of a period stands in the files of the agents. */
    void measure(MatchingPeriod period) throws IOException {
        for (ProsumerId home : HOMES) {
            List<MeterReading> readings = new ArrayList<>();
            for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
                readings.add(measured(home, period.sampleStart(sample)));
            }
            if (grid.roster().isPrivate(home, period)) {
                privately.addAll(readings);
            } else {
                metered.addAll(readings);
            }
            for (MeterReading reading : readings) {
                Files.writeString(file(home), ReadingMessages.json(List.of(reading)) + '\n', StandardOpenOption.APPEND);
            }
        }
    }

    private void tellWhereTheCarsAre(MatchingPeriod period) {
        for (int i = 0; i < HOMES.size(); i++) {
            grid.telemetry().accept(new VehicleStatus(car(i), period.start(), true, Energy.ZERO, Optional.empty()));
        }
    }

    /** The minute before the period is measured, these agents do what is due, and the market goes on into the period. */
    void go(MatchingPeriod period, List<ProsumerId> alive) throws IOException {
        beforeTheTick(period, alive);
        tick(period);
    }

    void beforeTheTick(MatchingPeriod period, List<ProsumerId> alive) throws IOException {
        measure(period.previous());
        tellWhereTheCarsAre(period);
        clock.set(period.start().plusSeconds(1));
        for (int round = 0; round < 2; round++) {
            for (ProsumerId home : alive) {
                agents.get(home).round();
            }
        }
    }

    void tick(MatchingPeriod period) {
        clock.set(period.start().plusSeconds(3));
        ticking.tick(grid, clock.get());
    }

    /** Through so many periods from this one on. */
    void run(int from, int to) throws IOException {
        for (int number = from; number < to; number++) {
            go(after(number), HOMES);
        }
    }

    /** Sends a text to a door of the grid, as any sender does. */
    String post(String door, String type, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        root.resolve("/api/grids/" + grid.setup().grid() + "/" + door))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
