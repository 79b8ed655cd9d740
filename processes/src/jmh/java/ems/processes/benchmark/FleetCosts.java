package ems.processes.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/**
 * What one study of a fleet cost.
 *
 * @param cpu of all threads, by layer, ns
 * @param bound of hashing and writing the same bytes, ns
 * @param bytes that the study wrote
 * @param memory at its peak, bytes
 */
record FleetCosts(Map<Part, Long> cpu, long bound, long bytes, long memory) {

    /** Where a study spends its time. What compiler and collector do meanwhile counts where they do it. */
    enum Part {
        START("start-up"),
        PREPARE("prepare: readings, windows"),
        BID("collect, forecast, verify and limit"),
        MATCH("match"),
        SETTLE("measure and settle"),
        ENGINE("engine"),
        SEAL("seal: hashes and the ledger's file"),
        FILES("tables, figures and report");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final String BOUND = "bound";
    private static final String BYTES = "bytes";
    private static final String MEMORY = "memory";

    long total() {
        return cpu.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What more it cost than a shorter study: start-up drops out. Memory is that of the longer one. */
    FleetCosts beyond(FleetCosts shorter) {
        Map<Part, Long> more = new EnumMap<>(Part.class);
        cpu.forEach((layer, spent) -> more.put(layer, spent - shorter.cpu.getOrDefault(layer, 0L)));
        return new FleetCosts(more, bound - shorter.bound, bytes - shorter.bytes, memory);
    }

    void write(Path file) throws IOException {
        var properties = new Properties();
        cpu.forEach((layer, spent) -> properties.setProperty(layer.name(), Long.toString(spent)));
        properties.setProperty(BOUND, Long.toString(bound));
        properties.setProperty(BYTES, Long.toString(bytes));
        properties.setProperty(MEMORY, Long.toString(memory));
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    static FleetCosts read(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Map<Part, Long> cpu = new EnumMap<>(Part.class);
        for (Part layer : Part.values()) {
            cpu.put(layer, number(properties, layer.name()));
        }
        return new FleetCosts(
                cpu, number(properties, BOUND), number(properties, BYTES), number(properties, MEMORY));
    }

    private static long number(Properties properties, String name) {
        return Long.parseLong(properties.getProperty(name));
    }
}
