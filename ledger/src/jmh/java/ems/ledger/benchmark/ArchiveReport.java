package ems.ledger.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import ems.ledger.fixture.DemoMarket;

/** What the archive makes of the steps of a grid's periods: {@code ./ems benchmark ledger ArchiveReport}. */
final class ArchiveReport {

    private static final int MINUTES_A_DAY = 1_440;
    private static final double MEGABYTE = 1e6;

    private record Case(int agents, int periods) {}

    private ArchiveReport() {}

    public static void main(String[] args) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%n%-8s %8s %12s %12s %12s%n%-8s %8s %12s %12s %12s%n",
                "agents",
                "periods",
                "steps",
                "archived",
                "headers",
                "",
                "",
                "MB/day",
                "MB/day",
                "MB/day");
        for (Case each : List.of(new Case(10, 272), new Case(1_000, 40), new Case(10_000, 36))) {
            System.err.println(each.agents() + " agents");
            System.out.print(measured(each));
        }
    }

    private static String measured(Case each) throws IOException {
        var folder = Files.createTempDirectory("archive");
        try (var grid = new SigningGrid(folder, each.agents(), true)) {
            for (int i = 0; i < each.periods(); i++) {
                var key = DemoMarket.key(i);
                grid.settle(key);
                grid.seal(key);
                grid.retire(key);
            }
            double steps = grid.number("select sum(length(body)) from period_step where step <> 'ENROL'")
                    / (double) each.periods();
            double headers = grid.number("select sum(length(root) + length(previous_hash) + length(hash)"
                            + " + length(registry_root) + length(matching_root) + length(exchange_root)"
                            + " + length(model_root) + length(log_root) + length(signatures)) from block")
                    / (each.periods() + 1.0);
            grid.archive();
            double archived = grid.number("select sum(length(body)) from archive_part")
                    / (double) grid.number("select max(last_height) from archive");
            return String.format(
                    Locale.ROOT,
                    "%-8d %8d %12.2f %12.2f %12.2f%n",
                    each.agents(),
                    each.periods(),
                    perDay(steps),
                    perDay(archived),
                    perDay(headers));
        } finally {
            delete(folder);
        }
    }

    private static double perDay(double bytes) {
        return bytes * MINUTES_A_DAY / MEGABYTE;
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
