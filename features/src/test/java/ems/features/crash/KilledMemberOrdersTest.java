package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.party.VehicleId;
import ems.market.record.MembershipOrder;
import ems.market.record.MembershipOrder.Change;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An enrolment that was answered holds, whenever the market is killed: at once, or between its order, its record in the journal
 * and its border. One that was not answered was taken whole or not at all, and stops no block.
 */
@Tag("slow")
class KilledMemberOrdersTest {

    private static final Path LOG = Path.of("target", "crash", "killed-members.log");
    private static final String WISH =
            "{\"reason\":\"a new car\",\"capacity_kwh\":60,\"stored_kwh\":30,\"charger_kw\":7.4}";
    private static final List<Integer> KILLED_AFTER_MILLISECONDS = List.of(0, 5, 20, 80);

    @TempDir
    Path data;

    @BeforeEach
    void clean() throws IOException {
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
    }

    @Test
    void an_answered_enrolment_survives_and_is_recorded_once() throws Exception {
        long trail;
        try (var market = MortalMarket.start(data, LOG)) {
            market.await(task -> task.is("settle"));
            var answer = market.doors().order("members/vehicle:EV9/enrol", WISH);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            trail = Doors.json(answer).required("trail").asLong();
            market.kill();
        }
        // killed again around the border at which it is recorded
        for (int i = 0; i < 2; i++) {
            try (var market = MortalMarket.start(data, LOG)) {
                market.await(task -> task.is("collectBids"));
                market.kill();
            }
        }
        try (var market = MortalMarket.start(data, LOG)) {
            market.awaitSight("open doors", market.doors()::isReady);
            market.awaitSight("a new member", () -> state(market, "EV9").equals("MEMBER"));
            market.await(task -> task.is("settle"));
            var books = Books.of(market.doors().ledger());
            assertThat(books.verification()).isInstanceOf(Verified.class);
            assertThat(books.blocks().stream().flatMap(block -> block.entries().stream()))
                    .filteredOn(MembershipOrder.class::isInstance)
                    .containsExactly(new MembershipOrder(new VehicleId("EV9"), Change.ENROL, trail));
            market.stop();
        }
    }

    @Test
    void an_enrolment_that_was_not_answered_is_taken_whole_or_not_at_all() throws Exception {
        for (int i = 0; i < KILLED_AFTER_MILLISECONDS.size(); i++) {
            String car = "EV" + (20 + i);
            try (var market = MortalMarket.start(data, LOG)) {
                market.await(task -> task.is("collectBids"));
                var answer = market.doors().orderWithoutWaiting("members/vehicle:" + car + "/enrol", WISH);
                market.live(Duration.ofMillis(KILLED_AFTER_MILLISECONDS.get(i)));
                market.kill();
                answer.cancel(true);
            }
            try (var market = MortalMarket.start(data, LOG)) {
                market.awaitSight("open doors", market.doors()::isReady);
                if (!state(market, car).isEmpty()) {
                    market.awaitSight("a new member", () -> state(market, car).equals("MEMBER"));
                }
                market.await(task -> task.is("settle"));
                assertThat(Books.of(market.doors().ledger()).verification()).isInstanceOf(Verified.class);
                market.kill();
            }
        }
    }

    /** Empty: the market knows nothing of it. */
    private static String state(MortalMarket market, String car) throws IOException, InterruptedException {
        for (JsonNode row : market.doors().members().path("rows")) {
            if (row.path("party").asText().equals("vehicle:" + car)) {
                return row.path("state").asText();
            }
        }
        return "";
    }
}
