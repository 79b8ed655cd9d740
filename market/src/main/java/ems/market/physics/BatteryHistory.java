package ems.market.physics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.party.ElectricVehicle;
import ems.market.physics.JudgedReports.Believed;
import ems.market.physics.JudgedReports.Suspect;
import ems.market.quantity.Energy;
import ems.market.telemetry.StatusHistory;
import ems.market.telemetry.VehicleStatus;

/**
 * Follows a vehicle's reports from the moment at which its books were last in line with them, and finds those that its battery
 * cannot have done. A measurement is possible if charger, driving and time explain it from the last possible one. One that is
 * not is left out; if the next ones agree with it and not with the books, they win, unless they say 0 or a hundredth of what
 * is known: a broken service repeats those.
 */
public final class BatteryHistory {

    private final ElectricVehicle vehicle;
    private final PhysicalBounds bounds;
    private final SuspectWords words;
    /** Reports that agree with one another, and not with what is known; in order. */
    private final List<VehicleStatus> agreeing = new ArrayList<>();

    private Energy known;
    private @Nullable Instant measuredAt;
    private boolean awaySince;
    private @Nullable VehicleStatus before;
    private @Nullable Instant pluggedAt;
    private Energy onThisTrip = Energy.ZERO;

    private Energy driven = Energy.ZERO;
    private Optional<Energy> stored = Optional.empty();
    private boolean anew;
    private @Nullable String doubt;

    private BatteryHistory(ElectricVehicle vehicle, Energy books, PhysicalBounds bounds, Instant now) {
        this.vehicle = vehicle;
        this.known = books;
        this.bounds = bounds;
        this.words = new SuspectWords(vehicle, bounds, now);
    }

    /**
     * @param books what it held when the books were last in line with its reports
     * @param reports of the time since that moment, and before it
     * @param now for the age of a suspect report
     */
    public static JudgedReports judged(
            ElectricVehicle vehicle, Energy books, StatusHistory reports, Instant now, PhysicalBounds bounds) {
        var history = new BatteryHistory(vehicle, books, bounds, now);
        reports.earlier().forEach(history::remember);
        reports.counted().forEach(history::judge);
        return history.doubt == null
                ? new Believed(history.driven, history.stored, history.anew)
                : new Suspect(history.doubt);
    }

    private void remember(VehicleStatus report) {
        awaySince = report.stored().isPresent() ? !report.pluggedIn() : awaySince || isAway(report);
        measuredAt = report.stored().isPresent() ? report.at() : measuredAt;
        pluggedAt = report.pluggedIn() ? report.at() : pluggedAt;
        before = report;
    }

    private void judge(VehicleStatus report) {
        awaySince |= isAway(report);
        var trip = trip(report);
        var most = trip.map(time -> bounds.driven(vehicle, time));
        boolean drove = most.isEmpty() || onThisTrip.plus(report.driven()).compareTo(most.get()) <= 0;
        var was = known;
        if (drove) {
            onThisTrip = onThisTrip.plus(report.driven());
            driven = driven.plus(report.driven());
            known = known.minusOrZero(report.driven());
        }
        if (report.stored().isPresent()) {
            judge(report, report.stored().get(), was);
        } else if (!drove) {
            doubt = words.driven(report, onThisTrip, most.orElseThrow(), trip.orElseThrow());
        } else if (agreeing.isEmpty()) {
            doubt = null;
        }
        pluggedAt = report.pluggedIn() ? report.at() : pluggedAt;
        onThisTrip = report.pluggedIn() ? Energy.ZERO : onThisTrip;
        before = report;
    }

    /** Time since it was last plugged in; empty if no report says when that was. */
    private Optional<Duration> trip(VehicleStatus report) {
        return Optional.ofNullable(pluggedAt).map(plugged -> Duration.between(plugged, report.at()));
    }

    /** @param was what it held before it drove what this report says */
    private void judge(VehicleStatus report, Energy measured, Energy was) {
        boolean goesOn = !agreeing.isEmpty() && agrees(report, measured, agreeing.get(agreeing.size() - 1));
        var reach = measuredAt == null
                ? null
                : reach(measuredAt, goesOn ? agreeing.get(0).at() : report.at(), was);
        if (reach == null || reach.holds(measured)) {
            believe(report, measured);
            return;
        }
        if (!goesOn) {
            agreeing.clear();
        }
        agreeing.add(report);
        boolean fraction = measured.millijoules() <= vehicle.capacity().millijoules() / 100
                && reach.holds(new Energy(measured.millijoules() * 100));
        if (isProven() && !fraction && !measured.isZero()) {
            believe(report, measured);
            anew = true;
        } else {
            doubt = words.stored(report, measured, known, reach.time(), reach.away(), fraction, agreeing.size());
        }
    }

    private void believe(VehicleStatus report, Energy measured) {
        known = measured;
        stored = Optional.of(measured);
        measuredAt = report.at();
        awaySince = !report.pluggedIn();
        agreeing.clear();
        doubt = null;
    }

    private boolean isProven() {
        var first = agreeing.get(0).at();
        var last = agreeing.get(agreeing.size() - 1).at();
        return agreeing.size() >= bounds.agreeing()
                && Duration.between(first, last).compareTo(bounds.agreeingFor()) >= 0;
    }

    private Reach reach(Instant from, Instant to, Energy was) {
        var time = Duration.between(from, to);
        return new Reach(
                known.minusOrZero(bounds.fall(vehicle, awaySince, time)),
                was.plus(bounds.rise(vehicle, awaySince, time)),
                time,
                awaySince);
    }

    /** What the battery can hold after a time. */
    private record Reach(Energy least, Energy most, Duration time, boolean away) {

        boolean holds(Energy measured) {
            return measured.compareTo(least) >= 0 && measured.compareTo(most) <= 0;
        }
    }

    /** Whether one suspect measurement can have followed from another. */
    private boolean agrees(VehicleStatus report, Energy measured, VehicleStatus earlier) {
        var held = earlier.stored().orElseThrow();
        var time = Duration.between(earlier.at(), report.at());
        boolean away = isAway(report);
        return measured.compareTo(held.plus(bounds.rise(vehicle, away, time))) <= 0
                && measured.compareTo(held.minusOrZero(bounds.fall(vehicle, away, time))) >= 0;
    }

    /** Whether it can have been away between the report before and this one. */
    private boolean isAway(VehicleStatus report) {
        return !report.pluggedIn()
                || before != null
                        && (!before.pluggedIn()
                                || Duration.between(before.at(), report.at()).compareTo(PhysicalBounds.SILENCE) > 0);
    }
}
