package ems.market.physics;

import java.time.Duration;

import ems.market.party.ElectricVehicle;
import ems.market.quantity.Energy;
import ems.market.quantity.Percentage;
import ems.market.quantity.Power;

/**
 * What is physically possible, on the generous side. A report beyond it is suspect.
 *
 * @param home most mean power that a home without a bound of its own produces or consumes
 * @param charger most power of a charger whose limit is not known
 * @param fastCharging most power into a car that is away
 * @param driving most power that driving draws, as a mean over a trip
 * @param agreeing so many reports that agree with one another win over what was known, at least 2
 * @param agreeingFor time from the first to the last of them, at least
 */
public record PhysicalBounds(
        Power home, Power charger, Power fastCharging, Power driving, int agreeing, Duration agreeingFor) {

    /** A house with a heat pump and two chargers, a three-phase wall box, a motorway's charger, a motorway at top speed. */
    public static final PhysicalBounds USUAL =
            new PhysicalBounds(kilowatts(100), kilowatts(22), kilowatts(250), kilowatts(60), 3, Duration.ofMinutes(2));

    /** A car that reported nothing for longer may have been away. */
    static final Duration SILENCE = Duration.ofMinutes(10);
    /** The books lag behind a measurement by up to a period. */
    private static final long LAG_SECONDS = 60;
    /** Batteries report whole percents, and the books follow from one percent on. */
    private static final Percentage NOISE = Percentage.of(2);
    /** Departures are told late, and driving with the report after. */
    private static final Percentage UNTOLD = Percentage.of(10);

    public PhysicalBounds {
        if (agreeing < 2) {
            throw new IllegalArgumentException(agreeing + " reports cannot agree with one another: it takes 2 or more");
        }
        if (agreeingFor.isNegative()) {
            throw new IllegalArgumentException("a time of " + agreeingFor + " is negative");
        }
    }

    private static Power kilowatts(long kilowatts) {
        return new Power(kilowatts * 1_000_000);
    }

    /** Most that the battery takes in over the time. */
    Energy rise(ElectricVehicle vehicle, boolean away, Duration time) {
        return most(away ? fastCharging : chargerOf(vehicle), vehicle, time);
    }

    /** Most that leaves the battery over the time. */
    Energy fall(ElectricVehicle vehicle, boolean away, Duration time) {
        return most(away ? driving : chargerOf(vehicle), vehicle, time);
    }

    /** By how much a measurement may differ from what is true. */
    Energy noise(ElectricVehicle vehicle) {
        return NOISE.of(vehicle.capacity());
    }

    /** Most that is driven on a trip of this length. */
    Energy driven(ElectricVehicle vehicle, Duration trip) {
        return energy(driving, trip).plus(UNTOLD.of(vehicle.capacity()));
    }

    private Energy most(Power power, ElectricVehicle vehicle, Duration time) {
        return energy(power, time.plusSeconds(LAG_SECONDS)).plus(noise(vehicle));
    }

    private static Energy energy(Power power, Duration time) {
        return time.isNegative() ? Energy.ZERO : Energy.of(power, Duration.ofSeconds(time.toSeconds()));
    }

    private Power chargerOf(ElectricVehicle vehicle) {
        return vehicle.plug().most().orElse(charger);
    }
}
