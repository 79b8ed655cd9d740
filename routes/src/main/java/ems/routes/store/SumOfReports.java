package ems.routes.store;

import java.time.Instant;
import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.telemetry.VehicleReport;
import ems.routes.store.VehicleStatusTable.Standing;
import ems.routes.store.VehicleStatusTable.Told;

/** One vehicle's reports in {@code (after, upTo]}, added up in any order. */
final class SumOfReports {

    private final Instant after;
    private final Instant upTo;
    private Energy driven = Energy.ZERO;
    private Told latest;
    private Told measured;

    SumOfReports(Instant after, Instant upTo) {
        this.after = after;
        this.upTo = upTo;
    }

    /** @param told counted after the first instant, and reported up to the second */
    void add(Told told) {
        if (!told.countedAt().isAfter(upTo)) {
            driven = driven.plus(told.driven());
            measured = told.stored().isPresent() && isLater(told, measured) ? told : measured;
        }
        latest = told.at().isAfter(after) && isLater(told, latest) ? told : latest;
    }

    private static boolean isLater(Told told, Told known) {
        return known == null || told.at().isAfter(known.at());
    }

    /** Whether a report lies inside, which then is the latest one. */
    boolean isSeen() {
        return latest != null;
    }

    VehicleReport report() {
        return report(Optional.of(latest).map(told -> new Standing(told.at(), told.pluggedIn())));
    }

    /** @param standing as an earlier report says */
    VehicleReport report(Optional<Standing> standing) {
        return new VehicleReport(
                standing.map(Standing::at),
                standing.map(Standing::pluggedIn).orElse(false),
                driven,
                Optional.ofNullable(measured).flatMap(Told::stored));
    }
}
