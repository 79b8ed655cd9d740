package ems.processes.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.key.SigningKey;
import ems.ledger.receipt.Trust;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** What a market does not answer, or not in time, keeps an agent from nothing else. */
class AskedPeriodsTest {

    private static final MatchingPeriod PERIOD = MatchingPeriod.parse("2026-06-21T12:00:00Z");
    private static final GridId GRID = new GridId("demo");
    private static final String SEALED = "{\"ended\":true,\"sealed\":true,\"entries\":[],\"receipt\":null}";

    @TempDir
    Path folder;

    private final SaidLines said = new SaidLines();
    private HttpServer market;

    @BeforeEach
    void open() throws IOException {
        market = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        market.start();
    }

    @AfterEach
    void close() {
        market.stop(0);
    }

    private AgentCalls calls(Duration patience) {
        var address = URI.create("http://127.0.0.1:" + market.getAddress().getPort() + "/");
        return new AgentCalls(address, GRID, Optional.empty(), patience);
    }

    private static AgentParty party(Party party) {
        return new AgentParty(GRID, party, SigningKey.generate(new SecureRandom()), new Energy(1));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** A car whose key the market does not know. */
    private static void knowsTheHomeOnly(HttpExchange exchange) throws IOException {
        var token = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var header = new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
        if (header.contains("vehicle:EV1")) {
            answer(exchange, 400, "{\"detail\":\"vehicle:EV1 has no key for bids in grid demo\"}");
        } else {
            answer(exchange, 200, SEALED);
        }
    }

    @Test
    void aQuestionThatIsRefusedKeepsNoOtherFromBeingAsked() throws IOException {
        market.createContext("/", AskedPeriodsTest::knowsTheHomeOnly);
        var calls = calls(Duration.ofSeconds(30));
        var owed = new OwedStatements(
                new ProsumerId("L1"),
                calls,
                new MeteredPeriods(),
                new StatementFolder(folder),
                (own, period) -> {},
                said.voice());
        var judge = new AgentJudge(Trust.NOBODY, new MeteredPeriods(), owed, new ShownRoots());
        var periods = new AskedPeriods(
                calls,
                judge,
                (own, period, answer) -> {},
                said.voice(),
                folder,
                new SetPointFile(Optional.empty(), said.voice()));
        var parties = List.of(party(new ProsumerId("L1")), party(new VehicleId("EV1")));
        parties.forEach(own -> periods.add(own, PERIOD, Optional.empty()));
        parties.forEach(own -> periods.add(own, PERIOD.next(), Optional.empty()));
        periods.ask(PERIOD.next().end());
        assertThat(said.said())
                .containsExactly(PERIOD + ": prosumer:L1: no match", PERIOD.next() + ": prosumer:L1: no match");
        assertThat(said.warned()).singleElement().asString().contains("vehicle:EV1 has no key for bids");
    }

    @Test
    void aSetPointThatIsNoneIsNotReadAndEndsNothing() {
        var answers = new ArrayDeque<>(
                List.of(setPoint("vehicle:EV1", "x\\\"}\\n{", "1"), setPoint("vehicle:EV1", "prosumer:L1", "1e400")));
        market.createContext("/", exchange -> answer(exchange, 200, answers.remove()));
        var calls = calls(Duration.ofSeconds(30));
        var question = party(new VehicleId("EV1")).question(PERIOD);
        for (int asked = 0; asked < 2; asked++) {
            assertThatIOException()
                    .isThrownBy(() -> calls.ask(question))
                    .withMessageContaining("the market's set point is not read");
        }
    }

    private static String setPoint(String party, String with, String watts) {
        return SEALED.replace(
                "}",
                ",\"setPoint\":{\"party\":\"%s\",\"with\":\"%s\",\"watts\":%s,\"from\":\"%s\",\"until\":\"%s\"}}"
                        .formatted(party, with, watts, PERIOD, PERIOD.end()));
    }

    @Test
    void aBodyThatNeverEndsIsGivenUp() {
        market.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });
        var calls = calls(Duration.ofSeconds(1));
        assertThatIOException()
                .isThrownBy(() -> calls.ask(party(new ProsumerId("L1")).question(PERIOD)))
                .withMessageContaining("within 1 s");
    }
}
