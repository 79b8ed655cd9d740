package ems.market.physics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
 * not is left out; if the next ones agree with it and not with the books, they win, unless they say 0 or a hundredth or thousandth
 * of what is known: a broken service repeats those, and starts with them.
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
    private @Nullable VehicleStatus lastMeasured;
    /** The one before, if the last one can have followed from it: the last may be a small outlier all the same. */
    private @Nullable VehicleStatus oneBefore;

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
        report.stored().ifPresent(measured -> follow(report, measured));
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
                ? new Reach(known, was, bounds.noise(vehicle), Optional.empty(), awaySince)
                : reach(measuredAt, goesOn ? agreeing.get(0).at() : report.at(), was);
        var slip = slip(measured, reach);
        boolean mayWin = slip.isEmpty() && !measured.isZero();
        boolean wins = measuredAt == null || agreeing.isEmpty() && fitsTheOneBefore(report, measured);
        if (reach.holds(measured) || mayWin && wins) {
            believe(report, measured);
            return;
        }
        if (!goesOn) {
            agreeing.clear();
        }
        agreeing.add(report);
        if (isProven() && mayWin) {
            believe(report, measured);
            anew = true;
        } else {
            doubt = words.stored(report, measured, known, reach, slip, agreeing.size());
        }
    }

    /** Whether the last measurement was possible, and yet the outlier of three. */
    private boolean fitsTheOneBefore(VehicleStatus report, Energy measured) {
        return oneBefore != null
                && Duration.between(oneBefore.at(), report.at()).compareTo(PhysicalBounds.SILENCE) <= 0
                && agrees(report, measured, oneBefore, bounds.noise(vehicle));
    }

    private void follow(VehicleStatus report, Energy measured) {
        boolean follows = lastMeasured != null && agrees(report, measured, lastMeasured, bounds.noise(vehicle));
        oneBefore = follows ? lastMeasured : null;
        lastMeasured = report;
    }

    /** What it means if its unit slipped: a fraction for a percentage, MWh for kWh; empty if that cannot be true either. */
    private Optional<Energy> slip(Energy measured, Reach reach) {
        return Stream.of(100, 1_000)
                .filter(factor -> measured.millijoules() <= vehicle.capacity().millijoules() / factor)
                .map(factor -> new Energy(measured.millijoules() * factor))
                .filter(meant -> !measured.isZero() && reach.holds(meant))
                .findFirst();
    }

    private void believe(VehicleStatus report, Energy measured) {
        known = measured;
        stored = Optional.of(measured);
        follow(report, measured);
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
                Optional.of(time),
                awaySince);
    }

    /**
     * What the battery can hold after a time.
     *
     * @param time since the last measurement; empty if there was none
     */
    record Reach(Energy least, Energy most, Optional<Duration> time, boolean away) {

        /** Around what is known. */
        Reach(Energy known, Energy was, Energy noise, Optional<Duration> time, boolean away) {
            this(known.minusOrZero(noise), was.plus(noise), time, away);
        }

        boolean holds(Energy measured) {
            return measured.compareTo(least) >= 0 && measured.compareTo(most) <= 0;
        }
    }

    /** Whether one measurement can have followed from another. */
    private boolean agrees(VehicleStatus report, Energy measured, VehicleStatus earlier) {
        return agrees(report, measured, earlier, Energy.ZERO);
    }

    /** @param besides how far both may be from what is true, besides */
    private boolean agrees(VehicleStatus report, Energy measured, VehicleStatus earlier, Energy besides) {
        var held = earlier.stored().orElseThrow();
        var time = Duration.between(earlier.at(), report.at());
        boolean away = isAway(report);
        var most = held.plus(bounds.rise(vehicle, away, time)).plus(besides);
        var least = held.minusOrZero(bounds.fall(vehicle, away, time)).minusOrZero(besides);
        return measured.compareTo(most) <= 0 && measured.compareTo(least) >= 0;
    }

    /** Whether it can have been away between the report before and this one. */
    private boolean isAway(VehicleStatus report) {
        return !report.pluggedIn()
                || before != null
                        && (!before.pluggedIn()
                                || Duration.between(before.at(), report.at()).compareTo(PhysicalBounds.SILENCE) > 0);
    }
}
