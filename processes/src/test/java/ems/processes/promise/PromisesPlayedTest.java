package ems.processes.promise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.people.trail.Trail;
import ems.processes.Database;
import ems.processes.job.BackgroundJobs;
import ems.processes.job.Job;
import ems.processes.job.JobOrder;
import ems.processes.job.JobTable;
import ems.processes.job.Jobs;
import ems.rules.draft.DraftEvidence.Broken;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of the promises in short: those that this build played against exactly these tables, the broken ones by name. */
class PromisesPlayedTest {

    private static final String FEATURE = """
            Feature: Prices
              Rule: A car sells at its cost
                Example: Cheap energy
                  Given a car
                Example: Dear energy
                  Given a car
                Example: No energy
                  Given a car
            """;

    @TempDir
    Path home;

    private BackgroundJobs jobs;
    private PromisesPlayed played;

    @BeforeEach
    void features() throws IOException {
        var folder = Files.createDirectories(home.resolve("features/specification/pricing"));
        Files.writeString(folder.resolve("prices.feature"), FEATURE);
        var database = Database.inMemory();
        var table = new JobTable(database);
        jobs = new BackgroundJobs(table, new Trail(database, Clock.systemUTC()));
        played = new PromisesPlayed(table, jobs, home);
    }

    private void played(String hash, String build, Map<String, Outcome> outcomes) {
        var order = new JobOrder(PromiseResults.key(hash, build, outcomes.toString()), "plays", "anna", true);
        var job = jobs.start(order, progress -> new PlayedFeatures("draft 3", hash, build, "", outcomes).result());
        Jobs.ended(jobs, job.id());
    }

    private String build() {
        return new FeaturesHome(home).build();
    }

    @Test
    void nothing_was_played_against_these_tables() {
        played("other", build(), Map.of("pricing/prices.feature:3", Outcome.KEPT));
        played("these", "another build", Map.of("pricing/prices.feature:3", Outcome.KEPT));
        assertThat(played.against("these")).isEmpty();
    }

    @Test
    void broken_promises_are_named_and_the_last_outcome_counts() {
        var broken = new Outcome(false, "Given a car", "expected 20");
        played("these", build(), Map.of("pricing/prices.feature:3", broken, "pricing/prices.feature:5", broken));
        played("these", build(), Map.of("pricing/prices.feature:3", Outcome.KEPT));
        var told = played.against("these").orElseThrow();
        assertThat(told.played()).isEqualTo(2);
        assertThat(told.of()).isEqualTo(3);
        assertThat(told.broken()).containsExactly(new Broken("pricing/prices.feature:5", "Dear energy"));
    }

    @Test
    void what_is_being_played_against_these_tables_is_under_way_and_not_played_yet() {
        var release = new CountDownLatch(1);
        var order = new JobOrder(PromiseResults.key("these", build(), ""), "plays", "anna", true);
        var job = jobs.start(order, progress -> {
            Jobs.await(release);
            return new PlayedFeatures("draft 3", "these", build(), "", Map.of("pricing/prices.feature:3", Outcome.KEPT))
                    .result();
        });
        assertThat(played.underWay("these")).extracting(Job::id).containsExactly(job.id());
        assertThat(played.underWay("other")).isEmpty();
        assertThat(played.against("these")).isEmpty();
        release.countDown();
        Jobs.ended(jobs, job.id());
        assertThat(played.underWay("these")).isEmpty();
        assertThat(played.against("these").orElseThrow().played()).isEqualTo(1);
    }
}
