package ems.processes.promise;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ems.processes.child.InheritedVariables;
import ems.processes.child.ParentWatch;
import ems.processes.job.JobFailed;
import ems.processes.job.JobProgress;
import ems.processes.job.JobResult;
import ems.processes.job.JobWork;

/**
 * Plays features against tables, as {@code ./ems features} does: the packaged application and its driver in processes of their
 * own, on a free port of this machine, with data of their own. The market that asks is not touched.
 */
final class PlayingFeatures implements JobWork {

    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final long LOOK_MILLIS = 500;
    private static final long END_SECONDS = 30;
    private static final int LOG_LINES = 20;
    private static final Pattern COLOUR = Pattern.compile("\\e\\[[0-9;]*m");
    /** A line of a stack trace. */
    private static final Pattern FRAME = Pattern.compile("at [\\w.$/<>@]+\\(|\\.\\.\\. \\d+ more");

    private static final Path NICE = Path.of("/usr/bin/nice");

    private final FeaturesHome features;
    private final TablesToPlay tables;
    private final String place;
    private final List<String> expected;

    /**
     * @param place inside the specification; empty for all
     * @param expected places of what is played there
     */
    PlayingFeatures(FeaturesHome features, TablesToPlay tables, String place, List<String> expected) {
        this.features = features;
        this.tables = tables;
        this.place = place;
        this.expected = expected;
    }

    @Override
    public JobResult run(JobProgress progress) {
        progress.at(0, expected.size(), "starting a market of its own");
        var home = features.withTables(tables.contents());
        try {
            return new PlayedFeatures(tables.name(), tables.hash(), features.build(), place, played(home, progress))
                    .result();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            FeaturesHome.delete(home);
        }
    }

    private Map<String, Outcome> played(Path home, JobProgress progress) throws IOException {
        var messages = home.resolve("played.ndjson");
        var log = home.resolve("played.log");
        // settings of this market, its chains, keys and passwords are not those of a market that is played with
        var driver = InheritedVariables.only(new ProcessBuilder(command(home, messages)))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await(driver, messages, progress);
        } finally {
            end(driver);
        }
        var outcomes = outcomes(messages);
        if (outcomes.size() < expected.size()) {
            throw new JobFailed("Only " + outcomes.size() + " of " + expected.size()
                    + " scenarios were played. The end of the log: " + end(log));
        }
        return outcomes;
    }

    private List<String> command(Path home, Path messages) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "10"));
        }
        var specification = home.resolve("features/specification");
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // killed or not: once this market is gone, the driver ends what it started
                "-D" + ParentWatch.PROPERTY + "=" + ProcessHandle.current().pid(),
                "-Dems.jar=" + home.resolve("processes/target/quarkus-app/quarkus-run.jar"),
                "-Dcucumber.publish.quiet=true",
                "-cp",
                features.steps() + File.pathSeparator + features.libraries() + File.separator + "*",
                "io.cucumber.core.cli.Main",
                "--glue",
                "ems.features",
                "--plugin",
                "message:" + messages,
                specification + (place.isEmpty() ? "" : "/" + place)));
        return command;
    }

    private void await(Process driver, Path messages, JobProgress progress) throws IOException {
        long until = System.nanoTime() + LONGEST.toNanos();
        try {
            while (!driver.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                int played = outcomes(messages).size();
                progress.at(played, expected.size(), played == 0 ? "starting a market of its own" : "playing");
                if (System.nanoTime() > until) {
                    throw new JobFailed("The features took more than " + LONGEST.toMinutes() + " min, and were ended.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailed("The market stopped while the features were played.");
        }
    }

    /** Ended by the signal of ends, it stops its market and deletes that one's data. */
    private static void end(Process driver) {
        var started = driver.descendants().toList();
        boolean interrupted = Thread.interrupted();
        driver.destroy();
        try {
            if (!driver.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                driver.destroyForcibly();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            driver.destroyForcibly();
        }
        started.forEach(ProcessHandle::destroyForcibly);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Outcome> outcomes(Path messages) throws IOException {
        return Files.exists(messages) ? PlayedMessages.outcomes(messages) : Map.of();
    }

    private static String end(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()).stream()
                .map(line -> COLOUR.matcher(line).replaceAll("").strip())
                .filter(line -> !line.isEmpty() && !FRAME.matcher(line).lookingAt())
                .collect(Collectors.joining(" / "));
    }
}
