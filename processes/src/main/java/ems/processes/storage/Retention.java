package ems.processes.storage;

import java.time.Duration;
import java.util.Optional;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long each store keeps what it holds, on the market's clock, counted from the newest block.
 *
 * <p>Properties: {@code ems.bids.kept}, {@code ems.index.tasks-kept}, {@code ems.index.kept}, {@code ems.steps.kept},
 * {@code ems.ledger.in-database}, {@code ems.ledger.kept}.
 */
@Singleton
public class Retention {

    private final Duration bids;
    private final Duration tasks;
    private final Duration instances;
    private final Duration steps;
    private final Optional<Duration> inDatabase;
    private final Duration entries;

    public Retention(
            @ConfigProperty(name = "ems.bids.kept", defaultValue = "PT1H") Duration bids,
            @ConfigProperty(name = "ems.index.tasks-kept", defaultValue = "PT24H") Duration tasks,
            @ConfigProperty(name = "ems.index.kept", defaultValue = "P7D") Duration instances,
            @ConfigProperty(name = "ems.steps.kept", defaultValue = "PT24H") Duration steps,
            @ConfigProperty(name = "ems.ledger.in-database") Optional<Duration> inDatabase,
            @ConfigProperty(name = "ems.ledger.kept", defaultValue = "P400D") Duration entries) {
        this.bids = notNegative("ems.bids.kept", bids);
        this.tasks = notNegative("ems.index.tasks-kept", tasks);
        this.instances = notNegative("ems.index.kept", instances);
        this.steps = notNegative("ems.steps.kept", steps);
        this.inDatabase = inDatabase.map(age -> notNegative("ems.ledger.in-database", age));
        this.entries = notNegative("ems.ledger.kept", entries);
    }

    private static Duration notNegative(String setting, Duration age) {
        if (age.isNegative()) {
            throw new IllegalArgumentException(setting + ": " + age + " is less than nothing");
        }
        return age;
    }

    /** Signed bids whose block holds them. */
    Duration bids() {
        return bids;
    }

    /** Which tasks of completed process instances began and ended when. */
    Duration tasks() {
        return tasks;
    }

    /** Process instances that have ended. */
    Duration instances() {
        return instances;
    }

    /** What the steps of sealed periods recorded, a row for each step. */
    Duration steps() {
        return steps;
    }

    /** Entries of blocks, before they move to files; empty: they never do. */
    Optional<Duration> inDatabase() {
        return inDatabase;
    }

    /** Entries of blocks, wherever they are. */
    Duration entries() {
        return entries;
    }
}
