package ems.processes.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import jakarta.inject.Inject;

import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.console.page.FindMarketSnapshot;
import ems.market.quantity.MatchingPeriod;
import ems.processes.benchmarks.TimedSteps.Spent;
import ems.processes.grid.LiveGrids;
import ems.processes.period.StoredPeriods;
import ems.routes.store.JdbcTelemetry;

/**
 * {@code ./ems benchmark page}: what the live page asks for each second, of one large grid, in the middle and at the end of a
 * period, after few and after many ended periods. Whole requests over HTTP are measured, and the snapshot alone beside them.
 */
public class PageAtSize implements QuarkusApplication {

    private static final MatchingPeriod FIRST = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));

    private static Order order;

    @Inject
    StoredPeriods periods;

    @Inject
    LiveGrids grids;

    @Inject
    FindMarketSnapshot page;

    @Inject
    DataSource database;

    @ConfigProperty(name = "ems.home", defaultValue = ".")
    Path home;

    private final HttpClient browser = HttpClient.newHttpClient();
    private Instant now = FIRST.start();

    /**
     * What to measure: handed over before the application starts.
     *
     * @param few ended periods before the first table
     * @param many ended periods before the second table
     * @param looks requests measured at each instant
     */
    public record Order(int prosumers, int vehicles, long seed, int few, int many, int looks, int port) {}

    public static void next(Order next) {
        order = next;
    }

    @Override
    public int run(String... args) throws IOException, InterruptedException {
        var members = new LargeGrid(order.seed(), order.prosumers(), order.vehicles());
        var grid = grids.open(
                members.setup("optimal", home.resolve("rules").resolve("tables")),
                () -> now,
                true,
                UnaryOperator.identity());
        var telemetry = new JdbcTelemetry(database, LargeGrid.GRID);
        tell(members, telemetry, FIRST.previous(), FIRST.start());
        System.out.printf(
                Locale.ROOT,
                "%d prosumers, %d EVs, seed %d; %d requests each; Java %s%n%n%-44s %9s %9s %9s %9s %7s%n",
                order.prosumers(),
                order.vehicles(),
                order.seed(),
                order.looks(),
                Runtime.version().feature(),
                "milliseconds",
                "median",
                "worst",
                "CPU",
                "snapshot",
                "MB");
        var period = FIRST;
        for (int ended = 0; ended <= order.many(); ended++) {
            now = period.start().plusSeconds(2);
            periods.start(grid.key(period));
            if (ended == order.few() || ended == order.many()) {
                tell(members, telemetry, period, period.start().plusSeconds(30));
                look(period, ended, 35);
            }
            tell(members, telemetry, period, period.end());
            if (ended == order.few() || ended == order.many()) {
                look(period, ended, 59);
            }
            now = period.end().plusSeconds(2);
            periods.closeWindow(grid.key(period));
            period = period.next();
        }
        return 0;
    }

    /** What meters and cars have told of the period by then, and had not told by half of it. */
    private static void tell(LargeGrid members, JdbcTelemetry telemetry, MatchingPeriod period, Instant upTo) {
        var half = period.start().plusSeconds(30);
        boolean isSecondHalf = upTo.isAfter(half);
        telemetry.keepReadings(
                members.readings(period).stream()
                        .filter(reading -> !reading.end().isAfter(upTo))
                        .filter(reading -> !isSecondHalf || !telemetry.has(reading.prosumer(), reading.at()))
                        .toList(),
                upTo);
        telemetry.keepStatuses(
                members.statuses(period).stream()
                        .filter(status -> status.at().isBefore(upTo))
                        .filter(status -> !isSecondHalf || !telemetry.has(status.vehicle(), status.at()))
                        .toList(),
                upTo);
    }

    private void look(MatchingPeriod period, int ended, int second) throws IOException, InterruptedException {
        now = period.start().plusSeconds(second);
        List<Spent> requests = new ArrayList<>();
        List<Spent> snapshots = new ArrayList<>();
        int bytes = 0;
        int matches = 0;
        for (int i = 0; i < 2 * order.looks(); i++) {
            var start = Spent.now();
            bytes = ask();
            var request = Spent.now().since(start);
            start = Spent.now();
            var seen = page.snapshot(LargeGrid.GRID).orElseThrow();
            var snapshot = Spent.now().since(start);
            matches = seen.matches().size();
            if (i >= order.looks()) {
                requests.add(request);
                snapshots.add(snapshot);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-44s %9.1f %9.1f %9.1f %9.1f %7.2f%n",
                ended + " ended, second " + second + ", " + matches + " pairs",
                StepTable.median(requests, Spent::wall),
                StepTable.worst(requests),
                StepTable.median(requests, Spent::cpu),
                StepTable.median(snapshots, Spent::wall),
                bytes / 1e6);
    }

    /** @return bytes of the answer */
    private int ask() throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + order.port() + "/api/grids/" + LargeGrid.GRID + "/snapshot");
        var answer = browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "the page answers " + answer.statusCode() + ": " + new String(answer.body()));
        }
        return answer.body().length;
    }
}
