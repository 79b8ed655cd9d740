package ems.processes.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import ems.market.period.Task;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.OperatedGrid;
import ems.processes.storage.StorageUse;
import ems.processes.watch.GridMeters;

import static org.assertj.core.api.Assertions.assertThat;

/** The dashboard and the alerts ask for figures that the market tells, and Prometheus' own checker takes them. */
@QuarkusTest
class MonitoringTest {

    private static final Path MONITORING = Path.of("..", "docs", "monitoring");
    private static final Pattern FIGURE = Pattern.compile("\\bems_[a-z_]+\\b");
    private static final Path CHECKER = Path.of("/usr/bin/promtool");

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    GridMeters gridMeters;

    @Inject
    PeriodMeters periodMeters;

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
            var figures = FIGURE.matcher(Files.readString(MONITORING.resolve(file)));
            while (figures.find()) {
                asked.add(figures.group());
            }
        }
        assertThat(asked).hasSizeGreaterThan(12);
        return asked;
    }

    @Test
    void prometheus_takes_the_alerts_and_each_is_fired_by_a_fault() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(CHECKER),
                "There is no " + CHECKER + ", so the alerts are not checked; on Debian, apt-get install prometheus.");
        checked("check", "rules", "ems-alerts.yml");
        checked("test", "rules", "ems-alerts-test.yml");
        var tested = Files.readString(MONITORING.resolve("ems-alerts-test.yml"));
        var alerts = Pattern.compile("alert: (\\w+)").matcher(Files.readString(MONITORING.resolve("ems-alerts.yml")));
        while (alerts.find()) {
            assertThat(tested).containsPattern("alertname: " + alerts.group(1) + "\\s+exp_alerts:\\s+- exp_labels");
        }
    }

    private static void checked(String... words) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(CHECKER.toString());
        command.addAll(java.util.List.of(words));
        var checker = new ProcessBuilder(command)
                .directory(MONITORING.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(checker.getInputStream().readAllBytes());
        assertThat(checker.waitFor(1, TimeUnit.MINUTES)).as(said).isTrue();
        assertThat(checker.exitValue()).as(said).isZero();
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
