package ems.market.physics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import ems.market.party.ElectricVehicle;
import ems.market.physics.BatteryHistory.Reach;
import ems.market.quantity.Energy;
import ems.market.telemetry.VehicleStatus;

/** Why a vehicle's report is suspect, for operator and owner: value, unit, bound, age, and what happens next. */
record SuspectWords(ElectricVehicle vehicle, PhysicalBounds bounds, Instant now) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * @param slip what it means if its unit slipped
     * @param agreeing how many reports say so by now
     */
    String stored(
            VehicleStatus report, Energy measured, Energy known, Reach reach, Optional<Energy> slip, int agreeing) {
        boolean rose = measured.compareTo(known) > 0;
        var moved = rose ? measured.minus(known) : known.minus(measured);
        return "suspect: a state of charge of " + kilowattHours(measured) + " (" + percent(measured) + " %) at "
                + report.at() + ", " + age(report) + ", is " + kilowattHours(moved) + (rose ? " above" : " below")
                + " the " + kilowattHours(known) + " (" + percent(known) + " %) known before"
                + reach.time().map(time -> possible(rose, reach.away(), time)).orElse("") + "; "
                + advice(measured, slip, agreeing);
    }

    private String possible(boolean rose, boolean away, Duration time) {
        var most = rose ? bounds.rise(vehicle, away, time) : bounds.fall(vehicle, away, time);
        return ", and an EV " + (away ? "on the road " : "that is plugged in ") + (rose ? "gains" : "loses")
                + " at most " + kilowattHours(most) + " in " + time.toSeconds() + " s";
    }

    private String advice(Energy measured, Optional<Energy> slip, int agreeing) {
        if (slip.isPresent()) {
            return "it looks like a fraction or another unit: send " + percent(slip.get()) + " %, or "
                    + kilowattHours(slip.get());
        }
        if (measured.isZero()) {
            return "0 is what a service sends that has lost the car: any other report decides";
        }
        return "report " + agreeing + " that says so; " + bounds.agreeing() + " that agree over "
                + bounds.agreeingFor().toSeconds() + " s are believed, and one that fits what was known at once";
    }

    String driven(VehicleStatus report, Energy before, Energy most, Duration trip) {
        return "suspect: driven_kwh of " + kilowattHours(before.plus(report.driven())) + " at " + report.at() + ", "
                + age(report) + ", is more than the " + kilowattHours(most) + " that an EV drives in the "
                + trip.toSeconds() + " s since it was last plugged in; it is not booked, and the next report decides";
    }

    private String age(VehicleStatus report) {
        return Math.max(0, Duration.between(report.at(), now).toSeconds()) + " s old";
    }

    private String percent(Energy energy) {
        return BigDecimal.valueOf(energy.millijoules())
                .multiply(HUNDRED)
                .divide(BigDecimal.valueOf(vehicle.capacity().millijoules()), 3, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String kilowattHours(Energy energy) {
        return energy.toKilowattHours()
                        .setScale(3, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                + " kWh";
    }
}
