package ems.processes.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.key.SigningKey;
import ems.ledger.token.ExchangeToken;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.OperableWindow;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.Entry;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.Permission;
import ems.market.record.RuleReference;
import ems.market.record.SignedBid;
import ems.market.record.VehicleBid;
import ems.market.telemetry.MeterReading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** What an agent has signed of an exchange outlives it; a market answers as a test has told it to. */
class OwedStatementsTest {

    private static final GridId GRID = new GridId("demo");
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final MatchingPeriod NOON = MatchingPeriod.parse("2026-06-21T12:00:00Z");

    @TempDir
    Path folder;

    private final AgentParty own =
            new AgentParty(GRID, L1, SigningKey.generate(new SecureRandom()), new Energy(1_000_000_000));
    private final List<String> posted = new ArrayList<>();
    private final List<MatchingPeriod> taken = new ArrayList<>();
    private final SaidLines said = new SaidLines();
    private final MeteredPeriods meter = new MeteredPeriods();
    private boolean isAway;
    private Optional<String> held = Optional.empty();
    private HttpServer market;

    @BeforeEach
    void open() throws IOException {
        market = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        market.createContext("/api/grids/demo/agents/questions", this::tell);
        market.createContext("/api/grids/demo/exchanges", this::take);
        market.start();
    }

    @AfterEach
    void close() {
        market.stop(0);
    }

    private void tell(HttpExchange exchange) throws IOException {
        var price = new AgreedPrice(new Price(1), new RuleReference("pricing", 1, "half way", "v1"));
        var entries = Stream.concat(
                        Stream.of(
                                new SignedBid(L1, 1, own.most(), own.most(), "token"),
                                new Match(MatchId.of(NOON, L1, EV1), L1, EV1, new Energy(60_000_000), price, price),
                                new VehicleBid(
                                        EV1,
                                        new EnergyInventory(new Energy(500_000_000), Money.ZERO),
                                        new OperableWindow(new Energy(0), new Energy(1_000_000_000)),
                                        new Permission(true, true),
                                        Optional.empty())),
                        held
                                .map(text -> ExchangeToken.claimed(text)
                                        .verified(own.key().publicKey())
                                        .statement(text))
                                .stream())
                .map(Entry::text)
                .map(line -> '"' + line + '"')
                .collect(Collectors.joining(","));
        answer(
                exchange,
                200,
                "{\"ended\":false,\"sealed\":false,\"metering\":\"PRIVATE\",\"entries\":[" + entries + "]}");
    }

    private void take(HttpExchange exchange) throws IOException {
        posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, isAway ? 503 : 202, "{}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private OwedStatements life() throws IOException {
        var address = URI.create("http://127.0.0.1:" + market.getAddress().getPort() + "/");
        var owed = new OwedStatements(
                L1,
                new AgentCalls(address, GRID, Optional.empty(), Duration.ofSeconds(30)),
                meter,
                new StatementFolder(folder),
                (party, period) -> taken.add(period),
                said.voice());
        owed.revive(own);
        return owed;
    }

    /** 1 kW to spare, from this sample of the minute on. */
    private void measure(int from) {
        for (int sample = from; sample < MatchingPeriod.SAMPLES; sample++) {
            meter.add(new MeterReading(
                    L1, NOON.sampleStart(sample), MatchingPeriod.SAMPLE, new Power(1_000_000), Power.ZERO));
        }
    }

    @Test
    void whatWasSignedAndNotSentIsSentByTheNextLifeThoughItHasMeasuredNothing() throws IOException {
        measure(0);
        isAway = true;
        var killed = life();
        killed.owe(own, NOON);
        assertThatIOException().isThrownBy(() -> killed.send(NOON.end()));
        assertThat(taken).isEmpty();
        isAway = false;
        life().send(NOON.end());
        assertThat(posted).hasSize(2).containsOnly(posted.get(0));
        assertThat(taken).containsExactly(NOON);
    }

    @Test
    void whatTheMarketHasAlreadyIsNotSentAgain() throws IOException {
        measure(0);
        isAway = true;
        var killed = life();
        killed.owe(own, NOON);
        assertThatIOException().isThrownBy(() -> killed.send(NOON.end()));
        held = Optional.of(posted.get(0));
        var next = life();
        next.send(NOON.end());
        assertThat(posted).hasSize(1);
        assertThat(next.of(own, NOON)).isPresent();
        assertThat(taken).containsExactly(NOON);
    }

    @Test
    void anAgentThatWasStartedInTheMiddleStatesWhatItMeasured() throws IOException {
        measure(4);
        var owed = life();
        owed.owe(own, NOON);
        owed.send(NOON.end());
        assertThat(owed.of(own, NOON).orElseThrow().samples())
                .containsExactly(
                        NetEnergy.BALANCED,
                        NetEnergy.BALANCED,
                        NetEnergy.BALANCED,
                        NetEnergy.BALANCED,
                        NetEnergy.ofMillijoules(10_000_000),
                        NetEnergy.ofMillijoules(10_000_000));
    }

    @Test
    void theFolderHoldsStatementsOfAnHourAndNoReading() throws IOException {
        measure(0);
        var kept = new StatementFolder(folder);
        kept.keep(own, new MatchingPeriod(NOON.start().minusSeconds(3_660)), "broken");
        var owed = life();
        owed.owe(own, NOON);
        owed.send(NOON.end());
        try (var files = Files.list(folder.resolve("statements"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactly("prosumer-L1-2026-06-21T12-00-00Z.jws");
        }
        assertThat(kept.of(own, NOON)).contains(posted.get(0));
    }
}
