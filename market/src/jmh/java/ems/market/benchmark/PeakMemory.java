package ems.market.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

import ems.market.matching.solver.Family;

/**
 * The memory of a whole process that makes one problem, models it, solves it once and ends. Linux only.
 *
 * @param heapMebibytes the smallest Java heap of those tried with which it ends; 0 if there is none
 * @param mebibytes that the process held at once, with that heap
 * @param seconds of the one solve, cold
 */
record PeakMemory(int heapMebibytes, long mebibytes, double seconds) {

    private static final int SMALLEST_HEAP = 8;
    private static final int LARGEST_HEAP = 4096;
    private static final long PATIENCE_IN_SECONDS = 300;

    /**
     * Tries larger and larger heaps.
     *
     * @param solver empty: the problem is made and not solved
     * @return empty if even the largest does not do, or all together take more than 5 minutes
     */
    static Optional<PeakMemory> of(Optional<Solver> solver, Family family, Size size) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_IN_SECONDS);
        for (int heap = SMALLEST_HEAP; heap <= LARGEST_HEAP; heap += heap / (heap < 128 ? 4 : 8)) {
            var peak = with(heap, solver, family, size, end - System.nanoTime());
            if (peak.isPresent()) {
                return peak;
            }
        }
        return Optional.empty();
    }

    private static Optional<PeakMemory> with(
            int heap, Optional<Solver> solver, Family family, Size size, long nanoseconds) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-classpath",
                System.getProperty("java.class.path"),
                PeakMemory.class.getName()));
        command.addAll(List.of(
                family.name(),
                Integer.toString(size.prosumers()),
                Integer.toString(size.vehicles()),
                solver.map(Solver::name).orElse("")));
        var output = File.createTempFile("peak", ".txt");
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(output)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(nanoseconds, TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String[] words = Files.readString(output.toPath()).trim().split(" ");
            return process.exitValue() == 0 && words.length == 2
                    ? Optional.of(new PeakMemory(heap, Long.parseLong(words[0]) / 1024, Double.parseDouble(words[1])))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            Files.delete(output.toPath());
        }
    }

    /** Family, prosumers, EVs and solver; prints KiB and seconds. */
    public static void main(String[] args) throws IOException {
        var instance =
                Family.valueOf(args[0]).of(Integer.parseInt(args[1]), Integer.parseInt(args[2]), OneMatching.SEED);
        long nanoseconds = 0;
        if (!args[3].isEmpty()) {
            var prepared = Solver.valueOf(args[3]).prepare(instance);
            long start = System.nanoTime();
            prepared.solve();
            nanoseconds = System.nanoTime() - start;
        }
        System.out.println(kibibytes().orElseThrow() + " " + nanoseconds / 1e9);
    }

    private static OptionalLong kibibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }
}
