package ems.processes.agent;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.ledger.door.ExchangeBox;
import ems.ledger.door.StatementTable;
import ems.ledger.store.RegistryKeys;
import ems.ledger.token.ExchangeToken;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.Correction;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.HomeMetering;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.SettlementLine;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.MeterReading;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;
import ems.processes.guard.DoorHours;
import ems.processes.operations.OperatorsAddresses;
import ems.routes.telemetry.ReadingMessages;

import static ems.processes.agent.PrivateTown.GULL;
import static ems.processes.agent.PrivateTown.HERON;
import static ems.processes.agent.PrivateTown.TERN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Private homes trade over real HTTP beside a metered one, and no reading of theirs is in the market. */
@QuarkusTest
@TestProfile(PrivateAgentsTest.MarketOfItsOwn.class)
class PrivateAgentsTest {

    /** Its doors are open. */
    public static class MarketOfItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.url", "jdbc:h2:mem:private;NON_KEYWORDS=VALUE,KEY",
                    "ems.data", "target/private-data-" + UUID.randomUUID(),
                    "ems.live", "true",
                    "ems.home", "..",
                    "ems.clock.enabled", "false",
                    "ems.retry.enabled", "false",
                    "ems.demo.enabled", "false");
        }
    }

    private static final List<ProsumerId> HOMES = List.of(GULL, TERN, HERON);
    /** The order is given in period 0, recorded in period 1, and holds from period 2 on. */
    private static final int PRIVATE = 2;

    private static int towns;

    @TestHTTPResource("/")
    URI root;

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    DoorHours doors;

    @Inject
    CamelRuntime routes;

    @Inject
    DataSource database;

    private PrivateTown town;
    private OperatorsAddresses addresses;
    private final LogLines log = new LogLines();

    @BeforeEach
    void open() throws Exception {
        if (towns == 0) {
            routes.start(new String[0]);
            doors.open();
        }
        String name = "private-" + towns++;
        Logger.getLogger("").addHandler(log);
        town = new PrivateTown(
                name,
                MatchingPeriod.parse("2026-06-21T12:05:00Z"),
                grids,
                ticking,
                root,
                Files.createTempDirectory(Path.of("target"), "private-"));
        addresses = new OperatorsAddresses(root, name);
        town.go(town.after(-1), HOMES);
        town.run(0, 1);
        for (ProsumerId home : List.of(GULL, TERN)) {
            assertThat(addresses
                            .post("members/" + home.account() + "/private", "{\"reason\":\"its wish\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        town.run(1, PRIVATE + 1);
    }

    private static List<NetEnergy> exchanged(PeriodRecord record, ProsumerId home) {
        return Correction.samples(
                record.exchanges(record.match(home).orElseThrow().id()));
    }

    private static Optional<ExchangeRefusal> refusal(PeriodRecord record, ProsumerId home) {
        return record.exchangeRefusal(record.match(home).orElseThrow().id());
    }

    @Test
    void privateHomesTradeBesideAMeteredOneAndNoReadingOfTheirsIsInTheMarket() throws Exception {
        town.run(PRIVATE + 1, PRIVATE + 6);
        for (int number = PRIVATE; number < PRIVATE + 5; number++) {
            var record = town.record(number);
            assertThat(record.isClosed()).isTrue();
            assertThat(record.all(Match.class)).as("matches of %s", record).hasSize(3);
            assertThat(record.all(ExchangeRefusal.class)).isEmpty();
            for (ProsumerId home : List.of(GULL, TERN)) {
                var match = record.match(home).orElseThrow();
                assertThat(record.statements(match.id()))
                        .extracting(ExchangeStatement::party)
                        .containsExactly(home, match.vehicle());
                assertThat(exchanged(record, home))
                        .as("7 kW of %s in %d", home, number)
                        .containsOnly(NetEnergy.ofMillijoules(70_000_000));
            }
            assertThat(record.isPrivate(record.match(HERON).orElseThrow().id())).isFalse();
            assertThat(exchanged(record, HERON)).containsOnly(NetEnergy.ofMillijoules(70_000_000));
            assertThat(record.all(SettlementLine.class)).hasSize(3);
            assertThat(town.grid().ledger().block(record.key())).isPresent();
        }
        assertThat(town.said().warned()).isEmpty();
        assertThat(town.said().said())
                .anySatisfy(line -> assertThat(line).endsWith("prosumer:Gull is private: its readings stay here"))
                .anySatisfy(line -> assertThat(line).contains("states what it exchanged with"))
                .anySatisfy(
                        line -> assertThat(line).contains("Gull is a private home: what it exchanged is what both"));
        assertThat(town.folder(GULL).resolve("receipts")).isNotEmptyDirectory();
        assertThat(town.folder(GULL).resolve("wrong")).doesNotExist();
        assertNoReadingIsInTheMarket();
    }

    /** In no table, in no line of the log; those of the metered home are found in the same way. */
    private void assertNoReadingIsInTheMarket() throws Exception {
        assertThat(town.privately()).hasSizeGreaterThan(10);
        for (MeterReading reading : town.privately()) {
            assertThat(town.grid().telemetry().metered(reading.prosumer(), reading.at()))
                    .isEmpty();
        }
        var tables = new HeldTables(database);
        assertThat(tables.with(town.privately())).isEmpty();
        assertThat(tables.with(town.metered())).contains("READING_BATCH");
        assertThat(HeldTables.isIn(String.join("\n", log.lines), town.privately()))
                .as("the log")
                .isFalse();
    }

    @Test
    void aReadingThatAnybodySendsIsRefusedWithoutItsValues() throws Exception {
        town.go(town.after(PRIVATE + 1), HOMES);
        var reading = town.privately().get(0);
        for (String door : List.of("readings", "corrections")) {
            var answer = town.post(door, "application/json", ReadingMessages.json(List.of(reading)));
            assertThat(answer).startsWith("400 ").contains("Gull is a private home");
        }
        assertThat(town.grid().deadLetters().latest(10))
                .hasSize(2)
                .extracting(DeadLetter::text)
                .containsOnly("(not kept: it is of a private home)");
        assertNoReadingIsInTheMarket();
    }

    @Test
    void theLedgerSaysFromWhenOnAndThePagesToo() throws Exception {
        assertThat(town.record(1).all(HomeMetering.class))
                .containsExactly(
                        new HomeMetering(GULL, HomeMetering.Mode.PRIVATE),
                        new HomeMetering(TERN, HomeMetering.Mode.PRIVATE));
        assertThat(addresses.get("members/prosumer:Gull").at("/member/metering").asText())
                .isEqualTo("private");
        assertThat(addresses
                        .get("members/prosumer:Heron")
                        .at("/member/metering")
                        .asText())
                .isEqualTo("metered");
        assertThat(addresses
                        .post("members/prosumer:Gull/private", "{\"reason\":\"again\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(addresses
                        .post("members/vehicle:EV1/private", "{\"reason\":\"no home\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(addresses
                        .post("members/prosumer:Gull/metered", "{\"reason\":\"its wish\"}")
                        .statusCode())
                .isEqualTo(200);
        town.run(PRIVATE + 1, PRIVATE + 5);
        var last = town.record(PRIVATE + 3);
        assertThat(last.isPrivate(last.match(GULL).orElseThrow().id())).isFalse();
        assertThat(exchanged(last, GULL)).containsOnly(NetEnergy.ofMillijoules(70_000_000));
    }

    @Test
    void withoutItsAgentAPrivateHomeTakesNoPartAndItsPeriodIsNotWaitedFor() throws Exception {
        town.go(town.after(PRIVATE + 1), List.of(TERN, HERON));
        var running = town.record(PRIVATE);
        assertThat(refusal(running, GULL))
                .map(ExchangeRefusal::reason)
                .contains("no statement of prosumer:Gull came in time");
        assertThat(running.exchanges(running.match(GULL).orElseThrow().id())).isEmpty();
        assertThat(exchanged(running, HERON)).containsOnly(NetEnergy.ofMillijoules(70_000_000));
        assertThat(town.grid().ledger().block(running.key())).isPresent();
        var next = town.record(PRIVATE + 1);
        assertThat(next.rejection(GULL)).map(Rejection::reason).contains("its agent sent none in time");
        assertThat(next.all(ProsumerBid.class))
                .extracting(ProsumerBid::prosumer)
                .containsExactlyInAnyOrder(TERN, HERON);
    }

    @Test
    void anAgentThatWasKilledBeforeItsStatementSendsItInItsNextLife() throws Exception {
        town.restart(GULL, LeavingReadings.WHILE_METERED);
        town.go(town.after(PRIVATE + 1), HOMES);
        var record = town.record(PRIVATE);
        assertThat(refusal(record, GULL)).isEmpty();
        assertThat(exchanged(record, GULL)).containsOnly(NetEnergy.ofMillijoules(70_000_000));
        assertThat(town.folder(GULL).resolve("statements"))
                .isDirectoryContaining(
                        file -> file.getFileName().toString().startsWith("prosumer-Gull-2026-06-21T12-07-00Z"));
    }

    @Test
    void whatTheMarketAcknowledgedItHoldsInItsNextLife() throws Exception {
        town.beforeTheTick(town.after(PRIVATE + 1), HOMES);
        var id = town.grid().setup().grid();
        assertThat(new StatementTable(database, id).all()).hasSize(4);
        var ledger = town.grid().ledger();
        var next = new ExchangeBox(
                id,
                new RegistryKeys(ledger),
                town.grid().journal()::read,
                home -> ledger.registered(id).isPrivate(home),
                key -> Optional.empty(),
                new StatementTable(database, id));
        assertThat(next.statements(town.record(PRIVATE).key()).statements())
                .hasSize(4)
                .containsKeys(GULL, TERN);
    }

    @Test
    void anAgentThatWasStartedForAPrivateHomeEndsOnceThatIsMetered() throws Exception {
        town.restart(HERON, LeavingReadings.PRIVATE);
        assertThatThrownBy(() -> town.go(town.after(PRIVATE + 1), List.of(HERON)))
                .isInstanceOf(PrivateHome.MeteredAfterAll.class)
                .hasMessageContaining(
                        "prosumer:Heron is metered, and its agent was started with --private: enrol it as private");
        town.restart(GULL, LeavingReadings.PRIVATE);
        town.go(town.after(PRIVATE + 1), List.of(GULL, TERN));
        assertThat(addresses
                        .post("members/prosumer:Gull/metered", "{\"reason\":\"by mistake\"}")
                        .statusCode())
                .isEqualTo(200);
        for (int number = PRIVATE + 2; number < PRIVATE + 4; number++) {
            town.go(town.after(number), List.of(GULL, TERN));
        }
        assertThatThrownBy(() -> town.go(town.after(PRIVATE + 4), List.of(GULL)))
                .isInstanceOf(PrivateHome.MeteredAfterAll.class)
                .hasMessageStartingWith("prosumer:Gull is metered from the period of ")
                .hasMessageEndingWith("it ends, and has sent no reading");
        assertThat(town.grid().telemetry().metered(GULL, town.after(PRIVATE + 3).start()))
                .as("also of its metered minutes")
                .isEmpty();
    }

    private ExchangeToken token(Party party, Match match, long perSample) {
        var samples = LongStream.generate(() -> perSample)
                .limit(MatchingPeriod.SAMPLES)
                .mapToObj(NetEnergy::ofMillijoules)
                .toList();
        Party with = party.equals(match.prosumer()) ? match.vehicle() : match.prosumer();
        return new ExchangeToken(
                party, town.grid().setup().grid(), match.id().period(), with, samples, Optional.empty());
    }

    private String states(Party party, Match match, long perSample) {
        return token(party, match, perSample).sign(town.party(party).key());
    }

    @Test
    void eachStatementThatDoesNotCountIsRefusedWithItsReason() throws Exception {
        var match = town.record(PRIVATE).match(GULL).orElseThrow();
        var calls = town.calls();
        assertThat(calls.exchange(states(GULL, match, 1)))
                .hasValueSatisfying(why -> assertThat(why).contains("has not ended"));
        town.beforeTheTick(town.after(PRIVATE + 1), List.of(TERN, HERON));
        assertThat(calls.exchange(token(GULL, match, 1).sign(town.party(TERN).key())))
                .hasValueSatisfying(why -> assertThat(why).contains("is not that of prosumer:Gull's key"));
        assertThat(calls.exchange(states(GULL, match, 70_000_001)))
                .hasValueSatisfying(why -> assertThat(why).contains("and the bids allow 70000000 mJ"));
        var metered = town.record(PRIVATE).match(HERON).orElseThrow();
        assertThat(calls.exchange(states(HERON, metered, 1)))
                .hasValueSatisfying(why -> assertThat(why).contains("Heron is no private home"));
        assertThat(calls.exchange(states(GULL, match, 60_000_000))).isEmpty();
        assertThat(calls.exchange(states(GULL, match, 60_000_000)))
                .hasValueSatisfying(why -> assertThat(why).contains("once is the most"));
        assertThat(calls.exchange(states(match.vehicle(), match, 50_000_000))).isEmpty();
        town.tick(town.after(PRIVATE + 1));
        assertThat(exchanged(town.record(PRIVATE), GULL)).containsOnly(NetEnergy.ofMillijoules(50_000_000));
        assertThat(calls.exchange(states(GULL, match, 1)))
                .hasValueSatisfying(why -> assertThat(why).startsWith("late: "));
    }

    /** Lines of the log, at every level that is written. */
    private static final class LogLines extends Handler {

        private final List<String> lines = new ArrayList<>();

        LogLines() {
            setLevel(Level.ALL);
        }

        @Override
        public synchronized void publish(LogRecord line) {
            lines.add(line.getMessage() + ' ' + Arrays.toString(line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
