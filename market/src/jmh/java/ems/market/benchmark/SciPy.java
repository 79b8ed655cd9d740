package ems.market.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import ems.market.matching.solver.Family;
import ems.market.matching.solver.Instance;

/** SciPy's assignment in a Python process of its own, given the same problem in a file. */
final class SciPy {

    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private final Path script;
    private final String python;
    private final String version;

    private SciPy(Path script, String python, String version) {
        this.script = script;
        this.python = python;
        this.version = version;
    }

    record Answer(double seconds, long peakMebibytes) {

        Cell cell() {
            return new Cell(seconds, Double.NaN);
        }

        PeakMemory memory() {
            return new PeakMemory(0, peakMebibytes, seconds);
        }
    }

    /** Empty if no Python here has SciPy. */
    static Optional<SciPy> find(Path script) throws IOException {
        for (String python : PYTHONS) {
            try {
                String version = run(List.of(python, "-c", "import scipy; print(scipy.__version__)"));
                return Optional.of(new SciPy(script, python, version));
            } catch (IOException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "SciPy " + version;
    }

    /** @throws IllegalStateException if the answer is not the proven one */
    Answer solve(Family family, Size size) throws IOException {
        var instance = family.of(size.prosumers(), size.vehicles(), OneMatching.SEED);
        Path file = Files.createTempFile("matching", ".txt");
        try {
            List<String> lines = new ArrayList<>();
            for (long[] amounts :
                    List.of(instance.surpluses(), instance.demands(), instance.rooms(), instance.availables())) {
                lines.add(Arrays.stream(amounts).mapToObj(Long::toString).collect(Collectors.joining(" ")));
            }
            Files.write(file, lines);
            String[] words =
                    run(List.of(python, script.toString(), file.toString())).split(" ");
            refuseUnlessProven(instance, Long.parseLong(words[1]));
            return new Answer(Double.parseDouble(words[0]), Long.parseLong(words[2]) / 1024);
        } finally {
            Files.delete(file);
        }
    }

    private static void refuseUnlessProven(Instance instance, long value) {
        var proven = Solver.LINES.prepare(instance);
        proven.solve();
        if (value != proven.value()) {
            throw new IllegalStateException(
                    "SciPy moves " + value + " mJ and " + proven.value() + " mJ is proven for " + instance);
        }
    }

    private static String run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.getInputStream()) {
            String text = new String(output.readAllBytes()).trim();
            if (process.waitFor() != 0) {
                throw new IOException(command + " ended with " + process.exitValue());
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
