package ems.routes.store;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.quantity.Energy;
import ems.market.telemetry.VehicleReport;
import ems.routes.store.VehicleStatusTable.Report;
import ems.routes.store.VehicleStatusTable.Standing;

/** One vehicle's reports in {@code (after, upTo]}, added up in any order. */
final class SumOfReports {

    private final Instant after;
    private final Instant upTo;
    private Energy driven = Energy.ZERO;
    private @Nullable Report latest;
    private @Nullable Report measured;

    SumOfReports(Instant after, Instant upTo) {
        this.after = after;
        this.upTo = upTo;
    }

    /** @param report counted after the first instant, and reported up to the second */
    void add(Report report) {
        if (!report.countedAt().isAfter(upTo)) {
            driven = driven.plus(report.driven());
            measured = report.stored().isPresent() && isLater(report, measured) ? report : measured;
        }
        latest = report.at().isAfter(after) && isLater(report, latest) ? report : latest;
    }

    private static boolean isLater(Report report, @Nullable Report known) {
        return known == null || report.at().isAfter(known.at());
    }

    /** Whether a report lies inside, which then is the latest one. */
    boolean isSeen() {
        return latest != null;
    }

    VehicleReport report() {
        return report(Optional.ofNullable(latest).map(report -> new Standing(report.at(), report.pluggedIn())));
    }

    /** @param standing as an earlier report says */
    VehicleReport report(Optional<Standing> standing) {
        return new VehicleReport(
                standing.map(Standing::at),
                standing.map(Standing::pluggedIn).orElse(false),
                driven,
                Optional.ofNullable(measured).flatMap(Report::stored));
    }
}
