package ems.processes.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.console.page.FindMarketSnapshot;
import ems.console.page.RowChoice;
import ems.market.quantity.MatchingPeriod;
import ems.processes.benchmark.TimedTasks.Spent;
import ems.processes.command.Ems;
import ems.processes.command.PagePlan;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.InstanceRows;
import ems.processes.period.StoredPeriods;
import ems.routes.store.JdbcTelemetry;

/**
 * {@code ./ems benchmark page}: what the live page asks for each second, of one large grid, in the middle and at the end of a
 * period, after few and after many ended periods. Whole requests over HTTP are measured, and the snapshot alone beside them.
 */
public class PageBenchmark implements QuarkusApplication {

    private static final MatchingPeriod FIRST = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));

    private static final int ABORTED_EACH = 1_000;
    private static final int TOGETHER = 1_000;

    private final StoredPeriods periods;
    private final InstanceRows instances;
    private final LiveGrids grids;
    private final FindMarketSnapshot page;
    private final DataSource database;
    private final Path home;
    private final int port;
    private final HttpClient browser = HttpClient.newHttpClient();
    private Instant now = FIRST.start();

    PageBenchmark(
            StoredPeriods periods,
            InstanceRows instances,
            LiveGrids grids,
            FindMarketSnapshot page,
            DataSource database,
            @ConfigProperty(name = "ems.home", defaultValue = ".") Path home,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.periods = periods;
        this.instances = instances;
        this.grids = grids;
        this.page = page;
        this.database = database;
        this.home = home;
        this.port = port;
    }

    @Override
    public int run(String... words) throws IOException, InterruptedException {
        var plan = (PagePlan) Ems.command(words);
        var members = new LargeGrid(plan.grid.seed, plan.grid.prosumers, plan.grid.vehicles);
        var grid = grids.open(
                members.setup("optimal", home.resolve("rules").resolve("tables")),
                () -> now,
                true,
                UnaryOperator.identity());
        var telemetry = grid.telemetry();
        keep(members, telemetry, FIRST.previous(), FIRST.start());
        System.out.printf(
                Locale.ROOT,
                "%d prosumers, %d EVs, seed %d; %d requests each; Java %s%n%n%-44s %9s %9s %9s %9s %7s%n",
                plan.grid.prosumers,
                plan.grid.vehicles,
                plan.grid.seed,
                plan.looks,
                Runtime.version().feature(),
                "milliseconds",
                "median",
                "worst",
                "CPU",
                "snapshot",
                "MB");
        var period = FIRST;
        for (int ended = 0; ended <= plan.many; ended++) {
            now = period.start().plusSeconds(2);
            periods.start(grid.key(period));
            if (ended == plan.few || ended == plan.many) {
                keep(members, telemetry, period, period.start().plusSeconds(30));
                look(plan, period, ended, 35);
            }
            keep(members, telemetry, period, period.end());
            if (ended == plan.few || ended == plan.many) {
                look(plan, period, ended, 59);
            }
            now = period.end().plusSeconds(2);
            periods.closeWindow(grid.key(period));
            period = period.next();
        }
        operations(plan, period.previous());
        return 0;
    }

    /** Instances of periods before the first one. */
    private void fillIndex(int instancesEnded) {
        try (var keeping = database.getConnection();
                var row = keeping.prepareStatement("insert into processes (id, business_key, process_id, state, start_time, end_time,"
                        + " node_definition_id, message) values (?, ?, 'runMatchingPeriod', ?, ?, ?, ?, ?)")) {
            var period = FIRST;
            for (int i = 0; i < instancesEnded; i++) {
                period = period.previous();
                boolean aborted = i % ABORTED_EACH == 0;
                row.setString(1, UUID.randomUUID().toString());
                row.setString(2, LargeGrid.GRID.text() + "/" + period);
                row.setInt(3, aborted ? 3 : 2);
                row.setTimestamp(4, Timestamp.from(period.start()));
                row.setTimestamp(5, Timestamp.from(period.end()));
                row.setString(6, aborted ? "settle" : null);
                row.setString(7, aborted ? "out of pencils, for the " + i + ". time" : null);
                row.addBatch();
                if (i % TOGETHER == 0) {
                    row.executeBatch();
                }
            }
            row.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("the index cannot be filled", e);
        }
    }

    /** What the operator's pages ask for, once the index knows so many ended instances. */
    private void operations(PagePlan plan, MatchingPeriod latest) throws IOException, InterruptedException {
        instances.prepare();
        fillIndex(plan.instances);
        System.out.printf(Locale.ROOT, "%n%d instances more in the index%n", plan.instances);
        for (var path : List.of(
                "operations",
                "operations?state=COMPLETED&limit=200",
                "operations?state=ERROR",
                "operations?state=ABORTED&step=settle&error=pencils",
                "operations?error=no+such+words",
                "operations?before=" + FIRST.previous().start().minusSeconds(plan.instances * 30L),
                "operations/" + latest,
                "operations/" + latest + "/diagram.svg",
                "periods/" + latest,
                "letters",
                "standing",
                "members",
                "members?search=99&limit=200",
                "members?state=left",
                "members/prosumer:H77")) {
            List<Spent> requests = new ArrayList<>();
            int bytes = 0;
            for (int i = 0; i < 2 * plan.looks; i++) {
                var start = Spent.now();
                bytes = ask(path);
                if (i >= plan.looks) {
                    requests.add(Spent.now().since(start));
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-44.44s %9.1f %9.1f %9.1f %9s %7.2f%n",
                    path,
                    TaskTable.median(requests, Spent::wall),
                    TaskTable.worst(requests),
                    TaskTable.median(requests, Spent::cpu),
                    "",
                    bytes / 1e6);
        }
    }

    /** Keeps what meters and cars report of the period up to then, and had not reported by half of it. */
    private static void keep(LargeGrid members, JdbcTelemetry telemetry, MatchingPeriod period, Instant upTo) {
        var half = period.start().plusSeconds(30);
        boolean isSecondHalf = upTo.isAfter(half);
        telemetry.keepReadings(
                members.readings(period).stream()
                        .filter(reading -> !reading.end().isAfter(upTo))
                        .filter(reading -> !isSecondHalf || !telemetry.has(reading.prosumer(), reading.at()))
                        .toList());
        telemetry.keepStatuses(
                members.statuses(period).stream()
                        .filter(status -> status.at().isBefore(upTo))
                        .filter(status -> !isSecondHalf || !telemetry.has(status.vehicle(), status.at()))
                        .toList(),
                upTo);
    }

    private void look(PagePlan plan, MatchingPeriod period, int ended, int second) throws IOException, InterruptedException {
        now = period.start().plusSeconds(second);
        List<Spent> requests = new ArrayList<>();
        List<Spent> snapshots = new ArrayList<>();
        int bytes = 0;
        int matches = 0;
        for (int i = 0; i < 2 * plan.looks; i++) {
            var start = Spent.now();
            bytes = ask("snapshot");
            var request = Spent.now().since(start);
            start = Spent.now();
            var seen = page.snapshot(LargeGrid.GRID, RowChoice.FIRST_ROWS).orElseThrow();
            var snapshot = Spent.now().since(start);
            matches = seen.found().matches();
            if (i >= plan.looks) {
                requests.add(request);
                snapshots.add(snapshot);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-44s %9.1f %9.1f %9.1f %9.1f %7.2f%n",
                ended + " ended, second " + second + ", " + matches + " pairs",
                TaskTable.median(requests, Spent::wall),
                TaskTable.worst(requests),
                TaskTable.median(requests, Spent::cpu),
                TaskTable.median(snapshots, Spent::wall),
                bytes / 1e6);
    }

    /** @return bytes of the answer */
    private int ask(String path) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + port + "/api/grids/" + LargeGrid.GRID + "/" + path);
        var answer = browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "the page answers " + answer.statusCode() + ": " + new String(answer.body()));
        }
        return answer.body().length;
    }
}
