package ems.processes.promise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import ems.processes.job.Job;
import ems.processes.job.JobTable;

/** How each scenario ended the last time it was played here: from the page, for a draft, or by the command. */
final class PromiseResults {

    static final String KIND = "features";

    /**
     * The last outcome of one scenario.
     *
     * @param by in words: the tables, or the command
     * @param hash of the tables; empty for the command, which plays those of its folder
     */
    record Last(Outcome outcome, Instant at, String by, String hash) {}

    private final JobTable jobs;
    private final FeaturesHome home;

    PromiseResults(JobTable jobs, FeaturesHome home) {
        this.jobs = jobs;
        this.home = home;
    }

    /** By place. */
    Map<String, Last> all() {
        Map<String, Last> results = new HashMap<>(ofCommand());
        for (Job job : jobs.done(KIND)) {
            var at = job.ended().orElse(job.started());
            jobs.result(job.id())
                    .map(PlayedFeatures::of)
                    .ifPresent(played -> played.outcomes()
                            .forEach((place, outcome) -> results.merge(
                                    place,
                                    new Last(outcome, at, played.tables(), played.hash()),
                                    PromiseResults::later)));
        }
        return results;
    }

    private Map<String, Last> ofCommand() {
        var file = home.playedByCommand();
        try {
            if (!Files.exists(file)) {
                return Map.of();
            }
            var at = Files.getLastModifiedTime(file).toInstant();
            Map<String, Last> results = new HashMap<>();
            PlayedMessages.outcomes(file)
                    .forEach((place, outcome) -> results.put(place, new Last(outcome, at, "./ems features", "")));
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException("what ./ems features played last cannot be read: " + file, e);
        }
    }

    private static Last later(Last one, Last other) {
        return one.at().isAfter(other.at()) ? one : other;
    }
}
