package ems.ledger.benchmark;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;

import ems.ledger.fixture.DemoMarket;
import ems.ledger.verify.LedgerVerifier;
import ems.ledger.verify.Verification.Verified;
import ems.market.fixture.Machine;

/** Measures what it takes to make, sign, store and verify blocks, and what they leave on the disk. */
final class BlocksReport {

    private static final int MINUTES_A_DAY = 1_440;
    private static final int VERIFICATIONS = 5;

    private final Machine machine = new Machine();
    private final StringBuilder table = new StringBuilder();

    /** @param periods of which the first tenth is not measured */
    private record Case(String name, int agents, boolean signed, int periods) {}

    public static void main(String[] args) throws Exception {
        var report = new BlocksReport();
        for (Case each : List.of(
                new Case("5 agents, a day", 5, true, MINUTES_A_DAY),
                new Case("1,000 agents, an hour", 1_000, true, 60),
                new Case("1,000 agents, unsigned", 1_000, false, 60),
                new Case("10,000 agents, 12 minutes", 10_000, true, 12),
                new Case("10,000 agents, unsigned", 10_000, false, 12))) {
            System.err.println(each.name());
            report.measure(each);
        }
        Files.writeString(Path.of("benchmarks/blocks.txt"), report.text());
        System.out.println(report.text());
    }

    private void measure(Case each) throws Exception {
        var folder = Files.createTempDirectory("blocks");
        List<Long> seals = new ArrayList<>();
        List<Long> processor = new ArrayList<>();
        try (var grid = new SigningGrid(folder, each.agents(), each.signed())) {
            for (int i = 0; i < each.periods(); i++) {
                var key = DemoMarket.key(i);
                grid.settle(key);
                long cpu = cpu();
                long begin = System.nanoTime();
                grid.seal(key);
                if (i >= each.periods() / 10) {
                    seals.add(System.nanoTime() - begin);
                    processor.add(cpu() - cpu);
                }
                grid.retire(key);
            }
            var export = grid.export().resolve("blocks.txt");
            long perDay = grid.bytes() / each.periods() * MINUTES_A_DAY;
            byte[] blocks = Files.readAllBytes(export);
            long entries = entries(blocks);
            double verifying = verifying(blocks, entries);
            double limit = hashing(blocks, entries);
            table.append(String.format(
                    Locale.ROOT,
                    "%-26s %8d %8.1f %8.1f %8.1f %9.0f %9.0f %6.2fx %9.1f %9.1f %8d%n",
                    each.name(),
                    entries / (each.periods() + 1),
                    median(seals) / 1e6,
                    max(seals) / 1e6,
                    median(processor) / 1e6,
                    verifying,
                    limit,
                    verifying / limit,
                    perDay / 1e6,
                    perDay * 365.25 / 1e9,
                    blocks.length / Math.max(1, entries)));
        } finally {
            delete(folder);
        }
    }

    /** Entries a second, best of some. */
    private static double verifying(byte[] blocks, long entries) throws IOException {
        long best = Long.MAX_VALUE;
        var file = Files.createTempDirectory("verified");
        Files.write(file.resolve("blocks.txt"), blocks);
        for (int i = 0; i < VERIFICATIONS; i++) {
            long begin = System.nanoTime();
            if (!(LedgerVerifier.of(file) instanceof Verified verified) || verified.entries() != entries) {
                throw new IllegalStateException("not verified: " + LedgerVerifier.of(file));
            }
            best = Math.min(best, System.nanoTime() - begin);
        }
        delete(file);
        return entries / (best / 1e9);
    }

    /** The limit: one SHA-256 of each line, on one core, and nothing else. */
    private static double hashing(byte[] blocks, long entries) throws Exception {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < VERIFICATIONS; i++) {
            var digest = MessageDigest.getInstance("SHA-256");
            long begin = System.nanoTime();
            int from = 0;
            for (int to = 0; to < blocks.length; to++) {
                if (blocks[to] == '\n') {
                    digest.update(blocks, from, to - from);
                    digest.digest();
                    from = to + 1;
                }
            }
            best = Math.min(best, System.nanoTime() - begin);
        }
        return entries / (best / 1e9);
    }

    private static long entries(byte[] blocks) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                new ByteArrayInputStream(blocks), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("ems-block-") && !line.startsWith("\u2014 "))
                    .count();
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static double max(List<Long> times) {
        return times.stream().max(Long::compare).orElseThrow();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private String text() throws IOException {
        return machine.under("Blocks, each with a bid of every agent: ./ems benchmark ledger BlocksReport")
                + """

                Half of the agents are homes. H2 in a file, each block on the disk before it counts; 2 of 3 units must sign, and all do.
                Seal: contracts, hashes, signatures and storage of one block, ms of wall clock and of processor. Verified: entries a
                second of a whole export, signatures of bids and blocks among them; limit: one SHA-256 of each line on one core, and
                nothing else. Disk: the compact database, in MB a day and GB a year, computed from the periods that ran.

                                            entries     seal    worst      cpu  verified     limit  ratio      disk      disk    bytes
                                            a block       ms       ms       ms         /s        /s           MB/day   GB/year  /entry
                """
                + table;
    }
}
