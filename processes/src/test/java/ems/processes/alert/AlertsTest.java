package ems.processes.alert;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.period.Task;
import ems.people.trail.Trail;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.OperatedGrid;
import ems.processes.operations.OperatorsAddresses;
import ems.processes.watch.GridMeters;

import static ems.processes.operations.OperatedGrid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** A market tells what is wrong with it by page and webhook, unless an operator silenced it until an end, with a reason. */
@QuarkusTest
class AlertsTest {

    private static final String STANDS_STILL = "EmsPeriodStandsStill";
    private static final String WEBHOOK = "webhook";
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    GridMeters meters;

    @Inject
    AlertWatch watch;

    @Inject
    AlertOutboxes outboxes;

    @Inject
    Silences silences;

    @Inject
    RaisedAlerts memory;

    @Inject
    MeterRegistry registry;

    @Inject
    Trail trail;

    @Inject
    DataSource database;

    @TestHTTPResource("/")
    URI root;

    private WebServer webhook;
    private OperatedGrid grid;
    private OperatorsAddresses addresses;
    private Instant now = Instant.now();

    @AfterEach
    void close() {
        outboxes.close(WEBHOOK);
        webhook.close();
    }

    @BeforeEach
    void open() throws IOException {
        webhook = new WebServer();
        outboxes.open(new WebhookChannel(webhook.address(), Duration.ofSeconds(10)), AT_ONCE);
        grid = new OperatedGrid(grids, ticking);
        addresses = new OperatorsAddresses(root, grid.name());
        grid.breakDown(Task.SETTLE);
        grid.runs(NOON);
        looksFor(Duration.ZERO);
    }

    /** Look after look, as the thread of a live market does. */
    private void looksFor(Duration time) {
        meters.refresh();
        var end = now.plus(time);
        do {
            now = now.plusSeconds(10);
            watch.look(now);
        } while (now.isBefore(end));
    }

    private JsonNode row() {
        for (JsonNode row : addresses.get("alerts").path("alerts")) {
            if (row.path("alert").asText().equals(STANDS_STILL)) {
                return row;
            }
        }
        throw new AssertionError("there is no such alert");
    }

    private String message(String status) throws InterruptedException {
        while (true) {
            var taken = webhook.take();
            if (taken.contains("\"grid\":\"" + grid.name() + "\"") && taken.contains(STANDS_STILL)) {
                assertThat(taken).contains("\"status\":\"" + status + "\"");
                return taken;
            }
        }
    }

    private String until(Duration time) {
        return Instant.now().plus(time).toString();
    }

    private long silence(Duration time) {
        var answer = OperatorsAddresses.read(addresses.post(
                "alerts/" + STANDS_STILL + "/silence",
                "{\"reason\":\"the line is being mended\",\"until\":\"" + until(time) + "\"}"));
        assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("DONE");
        return answer.path("trail").asLong();
    }

    @Test
    void whatIsWrongIsShownAndToldAndSoIsItsEnd() throws Exception {
        assertThat(row().path("state").asText()).isEqualTo("WAITING");
        looksFor(Duration.ofMinutes(2));
        assertThat(row().path("state").asText()).isEqualTo("FIRING");
        assertThat(row().path("words").asText()).isEqualTo("Periods of grid " + grid.name() + " that stand still: 1");
        assertThat(message("firing")).contains("\"severity\":\"page\"", "each cause says what to do");

        grid.mend();
        addresses.order("operations/" + NOON + "/retry", "it is mended");
        looksFor(Duration.ofSeconds(10));
        message("resolved");
        assertThat(row().path("state").asText()).isEqualTo("QUIET");
    }

    @Test
    void aSilencedAlertIsShownAndToldWhenTheSilenceEnds() throws Exception {
        long number = silence(Duration.ofMinutes(30));
        looksFor(Duration.ofMinutes(5));
        var silenced = row();
        assertThat(silenced.path("state").asText()).isEqualTo("FIRING");
        assertThat(silenced.at("/silence/reason").asText()).isEqualTo("the line is being mended");
        assertThat(silenced.at("/silence/trail").asLong()).isEqualTo(number);
        var act = trail.line(number).orElseThrow().act();
        assertThat(act.did()).isEqualTo("silence alert");
        assertThat(act.what()).isEqualTo(grid.name() + ": " + STANDS_STILL);
        assertThat(addresses.get("alerts").at("/channels/0/name").asText()).isEqualTo("webhook");

        looksFor(Duration.ofMinutes(30));
        var told = message("firing");
        assertThat(Instant.parse(told.replaceAll(".*\"at\":\"([^\"]+)\".*", "$1")))
                .as("not before the silence ended")
                .isAfterOrEqualTo(Instant.parse(silenced.at("/silence/until").asText()));
    }

    @Test
    void aSilenceIsEndedBeforeItsEnd() throws Exception {
        silence(Duration.ofHours(5));
        looksFor(Duration.ofMinutes(5));
        addresses.order("alerts/" + STANDS_STILL + "/unsilence", "it is mended already");
        assertThat(row().hasNonNull("silence")).isFalse();
        looksFor(Duration.ofSeconds(10));
        message("firing");
        assertThat(addresses.refused(409, "alerts/" + STANDS_STILL + "/unsilence", "{\"reason\":\"again\"}"))
                .contains("is not silenced");
    }

    @Test
    void whileTheDatabaseDoesNotAnswerTheLastKnownSilencesHold() throws Exception {
        silence(Duration.ofMinutes(30));
        var end = Instant.parse(row().at("/silence/until").asText());
        looksFor(Duration.ZERO);
        change("alter table silence rename to silence_away");
        try {
            looksFor(Duration.ofMinutes(35));
            var told = message("firing");
            assertThat(Instant.parse(told.replaceAll(".*\"at\":\"([^\"]+)\".*", "$1")))
                    .as("not before the silence ended")
                    .isAfterOrEqualTo(end);
            grid.mend();
            addresses.order("operations/" + NOON + "/retry", "it is mended");
            looksFor(Duration.ofSeconds(10));
            message("resolved");
        } finally {
            change("alter table silence_away rename to silence");
        }
    }

    private void change(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aWebhookThatFailsIsSeenAndStopsNothing() throws Exception {
        webhook.answers(503);
        looksFor(Duration.ofMinutes(3));
        assertThat(webhook.take()).startsWith("503 ");
        assertThat(webhook.take()).as("tried again").startsWith("503 ");
        var channel = addresses.get("alerts").at("/channels/0");
        assertThat(channel.path("waiting").asInt()).isPositive();
        assertThat(channel.path("trouble").asText()).endsWith("answers with status 503");
        grid.sells(NOON.next());
        grid.mend();
        grid.runs(NOON.next());
        assertThat(addresses
                        .get("operations/" + NOON.next())
                        .at("/period/state")
                        .asText())
                .isEqualTo("COMPLETED");
        webhook.answers(204);
        message("firing");
    }

    /** As the watch of the next start does it, with the same database. */
    private void restarts() {
        watch = new AlertWatch(registry, silences, memory, outboxes, false);
    }

    @Test
    void aRestartTellsNothingTwiceAndStillTellsTheEnd() throws Exception {
        looksFor(Duration.ofMinutes(3));
        message("firing");
        delivered();
        looksFor(Duration.ZERO);
        restarts();
        looksFor(Duration.ofMinutes(3));
        delivered();
        grid.mend();
        addresses.order("operations/" + NOON + "/retry", "it is mended");
        looksFor(Duration.ofSeconds(20));
        message("resolved");
        delivered();
        looksFor(Duration.ZERO);
        assertThat(memory.all())
                .noneMatch(raised -> raised.wrong().figure().grid().equals(grid.name()));
    }

    @Test
    void whatHadNotArrivedIsToldAfterARestart() throws Exception {
        webhook.answers(503);
        looksFor(Duration.ofMinutes(3));
        assertThat(webhook.take()).startsWith("503 ");
        outboxes.close(WEBHOOK);
        webhook.close();
        webhook = new WebServer();
        outboxes.open(new WebhookChannel(webhook.address(), Duration.ofSeconds(10)), AT_ONCE);
        restarts();
        looksFor(Duration.ofMinutes(3));
        message("firing");
    }

    private void delivered() {
        while (outboxes.areWaiting()) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0S  | should lie ahead of the machine's clock",
                "P32D  | by 31 days at most",
            })
    void anEndThatMakesNoSenseIsRefused(Duration time, String why) {
        assertThat(addresses.refused(
                        400,
                        "alerts/" + STANDS_STILL + "/silence",
                        "{\"reason\":\"x\",\"until\":\"" + until(time) + "\"}"))
                .contains(why);
        assertThat(addresses.refused(400, "alerts/" + STANDS_STILL + "/silence", "{\"reason\":\"x\"}"))
                .contains("a silence has an end");
        assertThat(addresses.refused(
                        400,
                        "alerts/" + STANDS_STILL + "/silence",
                        "{\"until\":\"" + until(Duration.ofHours(1)) + "\"}"))
                .contains("reason");
        assertThat(addresses.refused(404, "alerts/EmsDown/silence", "{\"reason\":\"x\"}"))
                .contains("There is no alert 'EmsDown'");
    }
}
