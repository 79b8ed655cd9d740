package ems.market.physics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

import ems.market.party.ElectricVehicle;
import ems.market.quantity.Energy;
import ems.market.telemetry.VehicleStatus;

/** Why a vehicle's report is suspect, for operator and owner: value, unit, bound, age, and what happens next. */
record SuspectWords(ElectricVehicle vehicle, PhysicalBounds bounds, Instant now) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    String stored(
            VehicleStatus report,
            Energy measured,
            Energy known,
            Duration time,
            boolean away,
            boolean fraction,
            int agreeing) {
        boolean rose = measured.compareTo(known) > 0;
        var moved = rose ? measured.minus(known) : known.minus(measured);
        var most = rose ? bounds.rise(vehicle, away, time) : bounds.fall(vehicle, away, time);
        return "suspect: a state of charge of " + kilowattHours(measured) + " (" + percent(measured) + " %) at "
                + report.at() + ", " + age(report) + ", is " + kilowattHours(moved) + (rose ? " above" : " below")
                + " the " + kilowattHours(known) + " (" + percent(known) + " %) known before, and an EV "
                + (away ? "on the road " : "that is plugged in ") + (rose ? "gains" : "loses") + " at most "
                + kilowattHours(most) + " in " + time.toSeconds() + " s; " + advice(measured, fraction, agreeing);
    }

    private String advice(Energy measured, boolean fraction, int agreeing) {
        if (fraction) {
            return "it looks like a fraction: send " + percent(new Energy(measured.millijoules() * 100))
                    + " for that many percent";
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
