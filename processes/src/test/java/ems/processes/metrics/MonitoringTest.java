package ems.processes.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.period.Task;
import ems.market.telemetry.DeadLetter;
import ems.processes.clock.GridTicker;
import ems.processes.clock.Pause;
import ems.processes.clock.Pauses;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.OperatedGrid;
import ems.processes.repair.PeriodRepair;
import ems.processes.repair.RepairAnswer;
import ems.processes.repair.RepairOrder;
import ems.processes.storage.StorageUse;
import ems.processes.watch.GridMeters;
import ems.routes.store.JdbcDeadLetters;

import static org.assertj.core.api.Assertions.assertThat;

/** The dashboard and the alerts ask for figures that the market tells, and Prometheus' own checker takes them. */
@QuarkusTest
class MonitoringTest {

    private static final Pattern FIGURE = Pattern.compile("\\bems_[a-z_]+\\b");

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    GridMeters gridMeters;

    @Inject
    PeriodMeters periodMeters;

    @Inject
    PeriodRepair repair;

    @Inject
    Pauses pauses;

    @ConfigProperty(name = "ems.data", defaultValue = "data")
    Path data;

    @Inject
    DataSource database;

    /** It is there once somebody asks for it. */
    @Inject
    StorageUse storage;

    @TestHTTPResource("/")
    URI root;

    @Test
    void what_is_asked_for_is_told() throws Exception {
        var grid = new OperatedGrid(grids, ticking);
        grid.runs(OperatedGrid.NOON);
        grid.breakDown(Task.SETTLE);
        grid.tick(OperatedGrid.NOON.next().end().plusSeconds(3));
        periodMeters.awaitCounted();
        gridMeters.refresh();
        assertThat(storage).isNotNull();
        var told = scrape();

        var of = "{grid=\"" + grid.name() + "\"";
        assertThat(told)
                .contains("ems_periods_total" + of + ",outcome=\"settled\",} 1.0")
                .contains("ems_periods_total" + of + ",outcome=\"aborted\",} 0.0")
                .contains("ems_matches_total" + of + ",} 1.0")
                .contains("ems_step_failures_total" + of + ",step=\"settle\",} 1.0")
                .contains("ems_step_seconds_count" + of + ",step=\"match\",} 3.0")
                .contains("ems_periods_stopped" + of + ",} 1.0")
                .contains("ems_grid_paused" + of + ",} 0.0")
                .contains("ems_ledger_height" + of + ",} 1.0");
        for (var figure : asked()) {
            assertThat(told).as(figure).containsPattern("(?m)^" + figure + "[{ ]");
        }
    }

    private static Set<String> asked() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (var file : new String[] {"ems-alerts.yml", "ems-dashboard.json"}) {
            var figures = FIGURE.matcher(Files.readString(AlertTrial.MONITORING.resolve(file)));
            while (figures.find()) {
                asked.add(figures.group());
            }
        }
        assertThat(asked).hasSizeGreaterThan(12);
        return asked;
    }

    @Test
    void prometheus_takes_the_alerts_and_each_has_an_example() throws Exception {
        AlertTrial.assumePossible();
        AlertTrial.check(AlertTrial.MONITORING, "check", "rules", "ems-alerts.yml");
        AlertTrial.check(AlertTrial.MONITORING, "test", "rules", "ems-alerts-test.yml");
        var tested = Files.readString(AlertTrial.MONITORING.resolve("ems-alerts-test.yml"));
        var alerts = Pattern.compile("alert: (\\w+)")
                .matcher(Files.readString(AlertTrial.MONITORING.resolve("ems-alerts.yml")));
        while (alerts.find()) {
            assertThat(tested).containsPattern("alertname: " + alerts.group(1) + "\\s+exp_alerts:\\s+- exp_labels");
        }
    }

    /** With what the market itself tells before and after. Those of the clock and of the disk are fired where they are measured. */
    @Test
    void faults_of_a_running_market_fire_their_alerts() throws Exception {
        AlertTrial.assumePossible();
        var grid = new OperatedGrid(grids, ticking);
        grid.runs(OperatedGrid.NOON);
        var before = figuresOf(grid.name());

        grid.breakDown(Task.SETTLE);
        grid.tick(OperatedGrid.NOON.next().end().plusSeconds(3));
        for (int n = 0; n < 3; n++) {
            assertThat(repair.order(RepairOrder.RETRY, grid.live().key(OperatedGrid.NOON.next()), () -> "tried again")
                            .kind())
                    .isEqualTo(RepairAnswer.Kind.FAILED);
        }
        var letters = JdbcDeadLetters.of(database, new GridId(grid.name()));
        for (int n = 0; n < 101; n++) {
            letters.add(new DeadLetter("readings", Instant.EPOCH, "", "the message is empty"));
        }
        var of = Map.of("grid", grid.name());
        new AlertTrial(before, figuresOf(grid.name()))
                .fires("EmsPeriodStandsStill", 10, of, "1")
                .fires("EmsNothingSettles", 30, Map.of("outcome", "settled", "grid", grid.name()), "")
                .fires("EmsStepsFail", 10, Map.of("step", "settle", "grid", grid.name()), "")
                .fires("EmsMessagesRefused", 10, of, "")
                .passes();
    }

    @Test
    void a_grid_that_rests_too_long_fires_its_alert() throws Exception {
        AlertTrial.assumePossible();
        var grid = new OperatedGrid(grids, ticking);
        grid.runs(OperatedGrid.NOON);
        var before = figuresOf(grid.name());
        pauses.begin(new Pause(new GridId(grid.name()), 1, OperatedGrid.NOON.start(), Optional.empty()));
        new AlertTrial(before, figuresOf(grid.name()))
                .fires("EmsGridPaused", 40, Map.of("grid", grid.name()), "")
                .passes();
    }

    @Test
    void anchors_that_cannot_be_written_fire_their_alert() throws Exception {
        AlertTrial.assumePossible();
        var grid = new OperatedGrid(grids, ticking);
        grid.runs(OperatedGrid.NOON);
        var before = figuresOf(grid.name());
        var anchors = data.resolve("anchors").resolve(grid.name()).resolve("anchors.txt");
        Files.delete(anchors);
        Files.createDirectory(anchors);
        var period = OperatedGrid.NOON;
        for (int n = 0; n < 31; n++) {
            period = period.next();
            grid.runs(period);
        }
        var after = figuresOf(grid.name());
        var blocks = after.get("ems_anchor_lag_blocks{grid=\"" + grid.name() + "\",target=\"file\"}");
        new AlertTrial(before, after)
                .fires("EmsAnchorsLag", 20, Map.of("grid", grid.name(), "target", "file"), blocks)
                .passes();
    }

    @Test
    void a_market_that_has_ended_fires_its_alert() throws Exception {
        AlertTrial.assumePossible();
        var grid = new OperatedGrid(grids, ticking);
        grid.runs(OperatedGrid.NOON);
        new AlertTrial(figuresOf(grid.name()), Map.of())
                .fires("EmsDown", 10, Map.of(), "")
                .passes();
    }

    private Map<String, String> figuresOf(String grid) throws Exception {
        periodMeters.awaitCounted();
        gridMeters.refresh();
        var figures = AlertTrial.figures(scrape());
        figures.keySet().removeIf(figure -> !figure.contains("grid=\"" + grid + "\""));
        return figures;
    }

    private String scrape() throws IOException, InterruptedException {
        var reply = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(root.resolve("/q/metrics"))
                                .header("accept", "text/plain")
                                .build(),
                        BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(200);
        return reply.body();
    }
}
