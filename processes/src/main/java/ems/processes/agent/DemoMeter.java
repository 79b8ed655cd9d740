package ems.processes.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.MeterReading;
import ems.study.demo.DemoFleet;
import ems.study.scenario.ScenarioFile;

/** The meter of a home of the demonstration, as {@code ./ems run} simulates it at the same time. */
public final class DemoMeter implements HomeMeter {

    /** As long as a model is tried on. */
    private static final Duration PAST = Duration.ofHours(3);

    private final ProsumerId home;
    private final InstantSource clock;
    private final DemoFleet fleet;
    private Instant next;

    public DemoMeter(ProsumerId home, InstantSource clock) {
        this.fleet = DemoFleet.with(home, ScenarioFile.find("demo").scenario().seed());
        this.home = home;
        this.clock = clock;
        this.next = MatchingPeriod.containing(clock.instant().minus(PAST)).start();
    }

    @Override
    public List<MeterReading> news() {
        var now = clock.instant();
        List<MeterReading> news = new ArrayList<>();
        for (; !next.plus(MatchingPeriod.SAMPLE).isAfter(now); next = next.plus(MatchingPeriod.SAMPLE)) {
            news.add(fleet.reading(home, next));
        }
        return news;
    }
}
