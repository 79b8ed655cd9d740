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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.period.Task;
import ems.market.telemetry.DeadLetter;
import ems.processes.clock.GridTicker;
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

    @Inject
    PeriodRepair repair;

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

    /** Alerts whose cause can be brought about in a test, with the figures that the market itself tells before and after. */
    @Test
    void faults_of_a_running_market_fire_their_alerts() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(CHECKER), "There is no " + CHECKER + ", so no alert is fired.");
        var grid = new OperatedGrid(grids, ticking);
        grid.runs(OperatedGrid.NOON);
        periodMeters.awaitCounted();
        gridMeters.refresh();
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
        periodMeters.awaitCounted();
        gridMeters.refresh();
        var after = figuresOf(grid.name());

        var rules = Files.createTempDirectory("alerts");
        Files.copy(MONITORING.resolve("ems-alerts.yml"), rules.resolve("ems-alerts.yml"));
        var test = new StringBuilder(
                        "rule_files: [ems-alerts.yml]\nevaluation_interval: 1m\ntests:\n  - interval: 1m\n")
                .append("    input_series:\n");
        after.forEach((figure, value) -> test.append("      - { series: '" + figure + "', values: '")
                .append(before.getOrDefault(figure, "0") + "x5 " + value + "x40' }\n"));
        test.append("    alert_rule_test:\n");
        fired(test, 10, "EmsPeriodStandsStill", "page, grid: " + grid.name(), grid.name(), "1");
        fired(test, 30, "EmsNothingSettles", "page, outcome: settled, grid: " + grid.name(), grid.name(), "");
        fired(test, 10, "EmsStepsFail", "ticket, step: settle, grid: " + grid.name(), grid.name(), "settle");
        fired(test, 10, "EmsMessagesRefused", "ticket, grid: " + grid.name(), grid.name(), "");
        Files.writeString(rules.resolve("faults.yml"), test);
        checkedIn(rules, "test", "rules", "faults.yml");
    }

    /** @param of value or step that the words name */
    private static void fired(StringBuilder test, int minute, String alert, String labels, String grid, String of)
            throws IOException {
        var words = Pattern.compile("alert: " + alert + "\\n(?:.*\\n)*?\\s+summary: \"(.*)\"\\n\\s+advice: \"(.*)\"")
                .matcher(Files.readString(MONITORING.resolve("ems-alerts.yml")));
        assertThat(words.find()).as(alert).isTrue();
        test.append("      - eval_time: " + minute + "m\n        alertname: " + alert + "\n        exp_alerts:\n")
                .append("          - exp_labels: { severity: " + labels + " }\n            exp_annotations:\n")
                .append("              summary: \"" + filled(words.group(1), grid, of) + "\"\n")
                .append("              advice: \"" + filled(words.group(2), grid, of) + "\"\n");
    }

    private static String filled(String words, String grid, String of) {
        return words.replace("{{ $labels.grid }}", grid)
                .replace("{{ $value }}", of)
                .replace("{{ $labels.step }}", of);
    }

    /** Figures of one grid, as they are scraped: name with labels, and value. */
    private Map<String, String> figuresOf(String grid) throws IOException, InterruptedException {
        Map<String, String> figures = new TreeMap<>();
        var line = Pattern.compile("(?m)^(ems_[a-z_]+\\{[^}]*grid=\"" + grid + "\"[^}]*?),?} (\\S+)$")
                .matcher(scrape());
        while (line.find()) {
            figures.put(line.group(1) + "}", line.group(2).replaceAll("\\.0$", ""));
        }
        return figures;
    }

    private static void checked(String... words) throws IOException, InterruptedException {
        checkedIn(MONITORING, words);
    }

    private static void checkedIn(Path folder, String... words) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(CHECKER.toString());
        command.addAll(java.util.List.of(words));
        var checker = new ProcessBuilder(command)
                .directory(folder.toFile())
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
