package ems.processes.agent;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.key.SigningKey;
import ems.ledger.receipt.Trust;
import ems.ledger.token.BidToken;
import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent whose key is rotated away, and back within the minutes that it had signed bids for, signs for them again. */
class RotatedKeyTest {

    private static final GridId GRID = new GridId("demo");
    private static final ProsumerId HOME = new ProsumerId("L1");
    private static final MatchingPeriod FIRST = new MatchingPeriod(Instant.parse("2026-06-21T12:10:00Z"));

    @TempDir
    Path folder;

    private final AgentParty own = new AgentParty(GRID, HOME, SigningKey.generate(new SecureRandom()), new Energy(1));
    private final List<BidToken> taken = Collections.synchronizedList(new ArrayList<>());
    private final SaidLines said = new SaidLines();
    private volatile boolean counts = true;
    private HttpServer market;
    private MatchingPeriod measured = FIRST;

    @AfterEach
    void close() {
        market.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.contains("/keys/")) {
            answer(exchange, 200, "{\"counts\":" + counts + ",\"from\":null}");
        } else if (!path.endsWith("/bids")) {
            answer(exchange, 404, "{\"detail\":\"there is none\"}");
        } else if (counts) {
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(bid -> BidToken.claimed(bid).verified(own.key().publicKey()))
                    .forEach(taken::add);
            answer(exchange, 202, "{}");
        } else {
            answer(exchange, 400, "{\"refused\":[{\"reason\":\"another key speaks for it\"}]}");
        }
    }

    private PairAgent agent() throws IOException {
        market = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        market.createContext("/", this::answer);
        market.start();
        var address = URI.create("http://127.0.0.1:" + market.getAddress().getPort() + "/");
        return new PairAgent(
                own,
                Optional.empty(),
                this::measure,
                LeavingReadings.NONE,
                new AgentCalls(address, GRID, Optional.empty(), Duration.ofSeconds(30)),
                Trust.NOBODY,
                Optional.empty(),
                folder,
                Optional.empty(),
                said.voice());
    }

    /** The next minute. */
    private List<MeterReading> measure() {
        var reading = new MeterReading(
                HOME,
                measured.start(),
                MatchingPeriod.LENGTH,
                Power.ofKilowatts(BigDecimal.ONE),
                Power.ofKilowatts(BigDecimal.ZERO));
        measured = measured.next();
        return List.of(reading);
    }

    private static List<MatchingPeriod> nineAfter(String minute) {
        var start = Instant.parse(minute);
        return IntStream.rangeClosed(1, 9)
                .mapToObj(ahead -> new MatchingPeriod(start.plusSeconds(60L * ahead)))
                .toList();
    }

    @Test
    void whatItHadSignedAheadIsSignedAgainWithHigherNumbers() throws IOException {
        var agent = agent();
        agent.round();
        assertThat(taken).extracting(BidToken::period).isEqualTo(nineAfter("2026-06-21T12:11:00Z"));
        counts = false;
        agent.round();
        agent.round();
        counts = true;
        int before = taken.size();
        agent.round();
        assertThat(taken.subList(before, taken.size()))
                .extracting(BidToken::period)
                .isEqualTo(nineAfter("2026-06-21T12:14:00Z"));
        agent.round();
        assertThat(taken)
                .extracting(BidToken::sequence)
                .as("each above the one before, as the market and the ledger want it")
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
