package ems.ledger.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;

import ems.market.fixture.Machine;
import ems.market.quantity.MatchingPeriod;

/** Measures what 10,000 signed bids cost, ours beside others' in turn, and writes one report. */
final class BidsReport {

    private static final int BIDS = 10_000;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int ROUNDS = 9;
    private static final String COMMAND = "./ems benchmark ledger BidsReport";

    private final Machine machine = new Machine();
    private final OperatingSystemMXBean process =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Fleet fleet = new Fleet(BIDS);
    private final Map<String, List<Long>> cpu = new LinkedHashMap<>();
    private final Map<String, List<Long>> wall = new LinkedHashMap<>();

    public static void main(String[] args) throws Exception {
        Path file = Files.createTempDirectory("bids").resolve("bids");
        var report = new BidsReport();
        try (var memory = new Door("whole acceptance, rows in H2 in memory", "jdbc:h2:mem:bids", report.fleet);
                var disk = new Door("whole acceptance, rows in H2 in a file", "jdbc:h2:" + file, report.fleet)) {
            report.measure(List.of(memory, disk));
        }
        Files.writeString(Path.of("benchmarks/bids.txt"), report.text());
        System.out.println(report.text());
    }

    private void measure(List<Door> doors) throws Exception {
        List<Contestant> contestants = new ArrayList<>(Ours.of(fleet));
        contestants.addAll(Peers.of(fleet));
        var period = MatchingPeriod.containing(Instant.parse("2026-01-31T12:00:00Z"));
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            System.err.println("round " + round + " of " + ROUNDS);
            var tokens = fleet.bids(period);
            for (Contestant each : contestants) {
                long begin = threadTime();
                require(each.good(tokens), each.name());
                add(cpu, round, each.name(), threadTime() - begin);
            }
            for (Door door : doors) {
                long begin = process.getProcessCpuTime();
                require(door.accept(period, tokens), door.name());
                add(cpu, round, door.name(), process.getProcessCpuTime() - begin);
                add(wall, round, door.name(), door.nanoseconds());
                door.retire(period);
            }
            period = period.next();
        }
    }

    private static long threadTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void require(int good, String name) {
        if (good != BIDS) {
            throw new IllegalStateException(name + ": " + good + " of " + BIDS + " bids are good");
        }
    }

    private static void add(Map<String, List<Long>> times, int round, String name, long nanoseconds) {
        if (round >= 0) {
            times.computeIfAbsent(name, each -> new ArrayList<>()).add(nanoseconds);
        }
    }

    private String text() throws IOException {
        var text = new StringBuilder(machine.under("10,000 signed bids, each under a key of its own: " + COMMAND));
        text.append("""

                CPU seconds for all of them, best and median of %d rounds in turn, and how many times our whole check.
                One thread each; the acceptance uses all cores, and its CPU is that of the whole process.

                %-50s %8s %8s %8s
                """.formatted(ROUNDS, "", "best", "median", "times"));
        double ours = median(cpu.values().iterator().next());
        cpu.forEach((name, times) -> text.append(String.format(
                Locale.ROOT,
                "%-50s %8.3f %8.3f %7.2fx%n",
                name,
                times.stream().min(Long::compare).orElseThrow() / 1e9,
                median(times),
                median(times) / ours)));
        text.append("\nWall-clock seconds of the acceptance\n");
        wall.forEach((name, times) -> text.append(String.format(
                Locale.ROOT,
                "%-50s %8.3f %8.3f%n",
                name,
                times.stream().min(Long::compare).orElseThrow() / 1e9,
                median(times))));
        return text.toString();
    }

    private static double median(List<Long> nanoseconds) {
        return nanoseconds.stream().sorted().toList().get(nanoseconds.size() / 2) / 1e9;
    }
}
