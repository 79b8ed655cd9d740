package ems.forecasting.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;

/** Where and when a report was made. */
final class Machine {

    private final LocalDate day = LocalDate.now(Clock.systemDefaultZone());
    private final double loadAtStart = load();

    String text() throws IOException {
        return """
                The network beside PyTorch: ./ems benchmark forecasting
                %s, %d cores (%s), Java %s, load average %.1f at the start and %.1f at the end
                """.formatted(
                day, Runtime.getRuntime().availableProcessors(), processor(), Runtime.version(), loadAtStart, load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String processor() throws IOException {
        Path processors = Path.of("/proc/cpuinfo");
        if (!Files.exists(processors)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(processors).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
