package ems.processes.promise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import ems.processes.job.Job;
import ems.processes.job.JobKey;
import ems.processes.job.JobTable;

/** How each scenario ended the last time that it was played here against the same tables: from the pages, or by the command. */
final class PromiseResults {

    static final String KIND = "features";

    /**
     * The last outcome of one scenario.
     *
     * @param by in words: the tables, or the command, which plays those of its folder
     */
    record Last(Outcome outcome, Instant at, String by) {}

    private final JobTable jobs;
    private final FeaturesHome home;

    PromiseResults(JobTable jobs, FeaturesHome home) {
        this.jobs = jobs;
        this.home = home;
    }

    /**
     * Names what is played: the same against the same tables is one job.
     *
     * @param hash of what the tables say
     * @param place a folder, a file or a scenario; empty: all
     */
    static JobKey key(String hash, String build, String place) {
        return new JobKey(KIND, hash + " " + build + " " + place);
    }

    static boolean isOf(JobKey key, String hash, String build) {
        return key.kind().equals(KIND) && key.text().startsWith(hash + " " + build + " ");
    }

    /**
     * By place; what was played against other tables, or by another build, says nothing of these.
     *
     * @param hash of what the tables say
     */
    Map<String, Last> of(String hash) {
        Map<String, Last> results = playedHere(hash);
        ofCommand().forEach((place, last) -> results.merge(place, last, PromiseResults::later));
        return results;
    }

    /** By place, what was played from the pages against exactly these tables: what the command played, it played against others. */
    Map<String, Last> playedHere(String hash) {
        Map<String, Last> results = new HashMap<>();
        String build = home.build();
        for (Job job : jobs.done(KIND)) {
            var at = job.ended().orElse(job.started());
            jobs.result(job.id())
                    .map(PlayedFeatures::of)
                    .filter(played ->
                            played.hash().equals(hash) && played.build().equals(build))
                    .ifPresent(played -> played.outcomes()
                            .forEach((place, outcome) -> results.merge(
                                    place, new Last(outcome, at, played.tables()), PromiseResults::later)));
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
                    .forEach((place, outcome) -> results.put(place, new Last(outcome, at, "./ems features")));
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException("what ./ems features played last cannot be read: " + file, e);
        }
    }

    private static Last later(Last one, Last other) {
        return one.at().isAfter(other.at()) ? one : other;
    }
}
