package ems.features;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ems.features.EvPlan.Report;
import ems.market.party.VehicleId;

/** What the EVs of a scenario will tell, each report at its time. */
public final class EvReports {

    private static final Instant MARKET_OPENS = MarketTime.at("11:58:58");
    private static final Instant FIRST_REPORT = MarketTime.at("11:58:50");
    private static final Instant NEWCOMERS_ARRIVE = MarketTime.at("11:59:55");

    private final List<Report> coming = new ArrayList<>();
    private final Set<VehicleId> newcomers = new HashSet<>();

    public void add(Report report) {
        coming.add(report);
    }

    /** The EV first reports too late for the period before the scenario's. */
    public void addNewcomer(VehicleId vehicle) {
        newcomers.add(vehicle);
        add(Report.of(vehicle, NEWCOMERS_ARRIVE, true));
    }

    /**
     * Adds a first report, plugged in, of each EV that neither has one nor is new.
     *
     * @return when the market opens: early enough for all of them
     */
    Instant completedFor(Collection<VehicleId> vehicles) {
        for (VehicleId vehicle : vehicles) {
            if (!newcomers.contains(vehicle) && coming.stream().noneMatch(report -> isFirst(report, vehicle))) {
                add(Report.of(vehicle, FIRST_REPORT, true));
            }
        }
        return coming.stream()
                .map(report -> report.at().plusSeconds(1))
                .reduce(MARKET_OPENS, (a, b) -> a.isBefore(b) ? a : b);
    }

    private static boolean isFirst(Report report, VehicleId vehicle) {
        return report.vehicle().equals(vehicle) && report.at().isBefore(MARKET_OPENS);
    }

    /** Reports that are due by now, in order of time. */
    List<Report> takeUpTo(Instant now) {
        var due = coming.stream()
                .filter(report -> !report.at().isAfter(now))
                .sorted(Comparator.comparing(Report::at))
                .toList();
        coming.removeAll(due);
        return due;
    }
}
