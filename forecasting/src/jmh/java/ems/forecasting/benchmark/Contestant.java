package ems.forecasting.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A process of its own that is asked a line and answers a line, so that no one's warming up disturbs another. */
final class Contestant implements AutoCloseable {

    private static final List<String> PYTHONS = Stream.of(System.getenv("EMS_PYTHON"), "python3", "/usr/bin/python3")
            .filter(Objects::nonNull)
            .toList();
    private static final Path PEER = Path.of("src", "jmh", "python", "peer.py");
    private static final String VERSION = "import torch; print(torch.__version__)";

    private final Process process;
    private final BufferedReader answers;
    private final Set<Task> tasks;
    private final String name;

    private Contestant(List<String> command, Set<Task> tasks) throws IOException {
        this.tasks = tasks;
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_NUM_THREADS", "1");
        this.process = builder.start();
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.name = ask("about");
    }

    static Contestant oursWithVectors() throws IOException {
        return ours(EnumSet.allOf(Task.class), "--add-modules=jdk.incubator.vector");
    }

    static Contestant oursInPlainLoops() throws IOException {
        return ours(EnumSet.complementOf(EnumSet.of(Task.PEAK)));
    }

    private static Contestant ours(Set<Task> tasks, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC"));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), Ours.class.getName()));
        return new Contestant(command, tasks);
    }

    /** One for each version of PyTorch that a Python here has; none if none has it. */
    static List<Contestant> peers() throws IOException {
        Map<String, String> pythons = new LinkedHashMap<>();
        for (String python : PYTHONS) {
            String version = version(python);
            if (!version.isEmpty()) {
                pythons.putIfAbsent(version, python);
            }
        }
        List<Contestant> peers = new ArrayList<>();
        for (String python : pythons.values()) {
            peers.add(new Contestant(List.of(python, PEER.toString()), EnumSet.range(Task.STEP, Task.THOUSAND)));
        }
        return peers;
    }

    /** Empty if there is no such Python, or it has no PyTorch. */
    private static String version(String python) {
        try {
            var process = new ProcessBuilder(python, "-c", VERSION)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var output = process.inputReader()) {
                return output.lines().findFirst().orElse("");
            }
        } catch (IOException absent) {
            return "";
        }
    }

    String name() {
        return name;
    }

    /** @throws IOException if it ended; its own words are on the error stream */
    String ask(String question) throws IOException {
        var questions = process.outputWriter(StandardCharsets.UTF_8);
        questions.write(question + "\n");
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("no answer to " + question + " from "
                    + process.info().command().orElse("a process"));
        }
        return answer;
    }

    boolean does(Task task) {
        return tasks.contains(task);
    }

    double number(String question) throws IOException {
        return Double.parseDouble(ask(question));
    }

    double[] numbers(String question) throws IOException {
        return Stream.of(ask(question).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
