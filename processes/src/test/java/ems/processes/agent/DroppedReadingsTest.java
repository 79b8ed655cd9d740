package ems.processes.agent;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.key.SigningKey;
import ems.ledger.receipt.Trust;
import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;

import static org.assertj.core.api.Assertions.assertThat;

/** A meter that begins with more than an agent ever sends is no market that is away; one that goes on while nothing is taken is told of. */
class DroppedReadingsTest {

    private static final GridId GRID = new GridId("demo");
    private static final ProsumerId HOME = new ProsumerId("L1");
    private static final int MORE_THAN_AN_HOUR = 400;

    @TempDir
    Path folder;

    private final SaidLines said = new SaidLines();
    private Instant measured = Instant.parse("2026-06-21T12:00:00Z");
    private int next = MORE_THAN_AN_HOUR;

    private List<MeterReading> measure() {
        List<MeterReading> news = new ArrayList<>();
        for (; next > 0; next--) {
            news.add(new MeterReading(
                    HOME,
                    measured,
                    MatchingPeriod.SAMPLE,
                    Power.ofKilowatts(BigDecimal.ONE),
                    Power.ofKilowatts(BigDecimal.ZERO)));
            measured = measured.plus(MatchingPeriod.SAMPLE);
        }
        return news;
    }

    private List<String> dropped() {
        return said.warned().stream().filter(line -> line.contains("dropped")).toList();
    }

    @Test
    void onlyWhatTheMarketDidNotTakeIsToldOf() throws IOException {
        var market = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        market.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        market.start();
        try {
            var agent = new PairAgent(
                    new AgentParty(GRID, HOME, SigningKey.generate(new SecureRandom()), new Energy(1)),
                    Optional.empty(),
                    this::measure,
                    LeavingReadings.WHILE_METERED,
                    new AgentCalls(
                            URI.create("http://127.0.0.1:" + market.getAddress().getPort() + "/"),
                            GRID,
                            Optional.empty(),
                            Duration.ofSeconds(30)),
                    Trust.NOBODY,
                    Optional.empty(),
                    folder,
                    Optional.empty(),
                    said.voice());
            agent.round();
            assertThat(dropped()).isEmpty();
            next = 1;
            agent.round();
            assertThat(dropped())
                    .singleElement()
                    .asString()
                    .contains("the market is away for so long that readings of 2026-06-21T12:06:00Z are dropped");
        } finally {
            market.stop(0);
        }
    }
}
