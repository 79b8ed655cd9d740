package ems.rules.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ems.rules.RuleTables;
import ems.rules.draft.DraftTables;

/**
 * CPU time of what a look at a draft works out: its version, its findings, its hash and its difference from the rules that are
 * active. Tables are long, and faulty in many places. Reads the tables in the folder {@code tables}.
 */
public final class DraftReport {

    private static final int LOOKS = 5;
    private static final double NANOS_IN_A_MILLI = 1e6;
    private static final String PRICING = "pricing.csv";

    private DraftReport() {}

    public static void main(String... words) {
        System.out.printf("%-44s %9s %12s%n", "rows of pricing.csv", "findings", "CPU ms");
        measure("500 of one sentence that overlap", 500, row -> "One rule,stored,,,,,0,,split of grid prices,,50,yes,");
        measure("500 of other words with three wrong cells", 500, row -> "Rule number " + row
                + ",stored," + row + ",banana,,,apple,,split of grid prices,,pear,yes,");
        measure("500 that all overlap", 500, row -> "Rule number " + row + ",stored,,,,,0,,split of grid prices,,50,yes,");
        measure("2000 with four signs that must not be", 2_000, row -> "Rule number " + row
                + ",stored|," + row + "|,|,,,0|,,split of grid prices,,50,yes,");
        measure("2000 without a cell", 2_000, row -> "Rule number " + row + ",stored," + row + ",,,0,,split of grid prices");
    }

    private static void measure(String name, int rows, IntFunction<String> row) {
        var shipped = shipped();
        var text = shipped.text(PRICING);
        var head = text.substring(0, text.indexOf("\nrule,") + 1);
        var heads = text.substring(head.length()).lines().findFirst().orElseThrow();
        var draft = shipped.with(
                PRICING,
                head + heads + "\n" + IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n")) + "\n# end\n");
        var threads = ManagementFactory.getThreadMXBean();
        double[] spent = new double[LOOKS];
        int findings = 0;
        for (int look = 0; look < LOOKS; look++) {
            long start = threads.getCurrentThreadCpuTime();
            draft.version();
            findings = draft.findings().size();
            draft.hash();
            draft.since(shipped);
            spent[look] = (threads.getCurrentThreadCpuTime() - start) / NANOS_IN_A_MILLI;
        }
        Arrays.sort(spent);
        System.out.printf(Locale.ROOT, "%-44s %9d %12.1f%n", name, findings, spent[LOOKS / 2]);
    }

    private static DraftTables shipped() {
        Map<String, String> texts = new HashMap<>();
        for (String file : List.copyOf(RuleTables.FILES)) {
            try {
                texts.put(file, Files.readString(Path.of("tables", file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new DraftTables(texts);
    }
}
