package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;

import static org.assertj.core.api.Assertions.assertThat;

/** What was answered to an operator holds, whenever the market is killed; what was not answered was done whole or not at all. */
@Tag("slow")
class KilledOrdersTest {

    private static final Path LOG = Path.of("target", "crash", "killed-orders.log");
    private static final String BECAUSE = "{\"reason\":\"the transformer is hot\"}";
    private static final List<Integer> KILLED_AFTER_MILLISECONDS = List.of(0, 5, 20, 80);

    @TempDir
    Path data;

    @BeforeEach
    void clean() throws IOException {
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
    }

    @Test
    void an_answered_pause_survives_and_so_does_an_answered_resume() throws Exception {
        long trail;
        try (var market = MortalMarket.start(data, LOG)) {
            market.await(task -> task.is("settle"));
            var answer = market.doors().order("pause", BECAUSE);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            trail = Doors.json(answer).required("trail").asLong();
            market.kill();
        }
        try (var market = MortalMarket.start(data, LOG)) {
            market.awaitSight("open doors", market.doors()::isReady);
            market.awaitSight(
                    "a period that did not run",
                    () -> endedWith(market, "skipped: paused by an operator (trail " + trail));
            assertThat(market.doors().operations().at("/pause/trail").asLong()).isEqualTo(trail);
            assertThat(market.doors().operations().at("/pause/reason").asText()).isEqualTo("the transformer is hot");
            assertThat(market.doors().order("resume", BECAUSE).statusCode()).isEqualTo(200);
            market.kill();
        }
        try (var market = MortalMarket.start(data, LOG)) {
            market.await(task -> task.is("settle"));
            assertThat(market.doors().operations().hasNonNull("pause")).isFalse();
            assertThat(Books.of(market.doors().ledger()).verification()).isInstanceOf(Verified.class);
            market.stop();
        }
    }

    @Test
    void a_pause_that_was_not_answered_holds_whole_or_not_at_all() throws Exception {
        for (int milliseconds : KILLED_AFTER_MILLISECONDS) {
            try (var market = MortalMarket.start(data, LOG)) {
                market.await(task -> task.is("collectBids"));
                var answer = market.doors().orderWithoutWaiting("pause", BECAUSE);
                market.live(Duration.ofMillis(milliseconds));
                market.kill();
                answer.cancel(true);
            }
            try (var market = MortalMarket.start(data, LOG)) {
                market.awaitSight("open doors", market.doors()::isReady);
                if (market.doors().operations().hasNonNull("pause")) {
                    assertThat(market.doors().operations().at("/pause/reason").asText())
                            .isEqualTo("the transformer is hot");
                    assertThat(market.doors().order("resume", BECAUSE).statusCode())
                            .isEqualTo(200);
                }
                market.await(task -> task.is("settle"));
                market.kill();
            }
        }
    }

    @Test
    void an_answered_abort_is_in_the_ledger_and_an_unanswered_one_blocks_nothing() throws Exception {
        for (int milliseconds : KILLED_AFTER_MILLISECONDS) {
            long trail = -1;
            MatchingPeriod period;
            try (var market = MortalMarket.start(data, LOG)) {
                market.await(task -> task.is("settle"));
                if (milliseconds == 0) {
                    var aborted = aborted(market);
                    period = aborted.period();
                    trail = aborted.trail();
                } else {
                    period = market.await(task -> task.is("match")).key().period();
                    market.doors().orderWithoutWaiting(abort(period), BECAUSE);
                    market.live(Duration.ofMillis(milliseconds));
                }
                market.kill();
            }
            try (var market = MortalMarket.start(data, LOG)) {
                market.await(task -> task.is("settle"));
                var books = Books.of(market.doors().ledger());
                assertThat(books.verification()).isInstanceOf(Verified.class);
                assertThat(trail > 0).as("answered").isEqualTo(milliseconds == 0);
                if (trail > 0) {
                    assertThat(market.doors().view(period).toString()).contains(Abandonment.byOperator(trail));
                }
                market.kill();
            }
        }
    }

    private record Aborted(MatchingPeriod period, long trail) {}

    /** While the clock is at work on a period no order is taken, and some are over before one is. */
    private static Aborted aborted(MortalMarket market) throws Exception {
        var found = new AtomicReference<Aborted>();
        market.awaitSight("a period that is aborted", () -> {
            var period = market.await(task -> task.is("match")).key().period();
            var answer = market.doors().order(abort(period), BECAUSE);
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 404, 409);
            if (answer.statusCode() == 200) {
                found.set(
                        new Aborted(period, Doors.json(answer).required("trail").asLong()));
            }
            return found.get() != null;
        });
        return found.get();
    }

    private static String abort(MatchingPeriod period) {
        return "operations/" + period + "/abort";
    }

    private static boolean endedWith(MortalMarket market, String reason) throws IOException, InterruptedException {
        for (JsonNode row : market.doors().page().path("settled")) {
            if (row.path("abandoned").asText("").startsWith(reason)) {
                return true;
            }
        }
        return false;
    }
}
