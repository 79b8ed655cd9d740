package ems.market.party;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import ems.market.quantity.Power;

/**
 * What may move between a car and the plug where it stands: in each direction nothing, or a power in [least, most]. Bids, set points and
 * enrolments ask here, so that no pair is made whose car would stand still.
 *
 * @param least below which nothing moves
 * @param most in either direction; empty: no limit
 * @param mayDischarge whether the market may take energy out of the car
 */
public record PlugPower(LeastPower least, Optional<Power> most, boolean mayDischarge) {

    /** Any power, in either direction. */
    public static final PlugPower ANY = upTo(Optional.empty());

    public static PlugPower from(LeastPower least) {
        return new PlugPower(least, Optional.empty(), true);
    }

    public static PlugPower upTo(Optional<Power> most) {
        return new PlugPower(LeastPower.NONE, most, true);
    }

    /** Both hold, as of a car and of the charger where it stands. */
    public PlugPower and(PlugPower other) {
        return new PlugPower(
                least.and(other.least),
                Stream.of(most, other.most).flatMap(Optional::stream).min(Comparator.comparingLong(Power::milliwatts)),
                mayDischarge && other.mayDischarge);
    }

    /** The power, if no less is the most. */
    public Power atMost(Power wanted) {
        return most.filter(limit -> limit.milliwatts() < wanted.milliwatts()).orElse(wanted);
    }

    /** Why the car never takes anything, in words; empty: it may. */
    public Optional<String> whyNoCharging() {
        return whyNothing(least.charging());
    }

    /** Why the car never gives anything, in words; empty: it may. */
    public Optional<String> whyNoDischarging() {
        return mayDischarge ? whyNothing(least.discharging()) : Optional.of("it may not be discharged");
    }

    private Optional<String> whyNothing(Power begins) {
        return most.filter(limit -> limit.milliwatts() == 0 || limit.milliwatts() < begins.milliwatts())
                .map(limit -> begins.milliwatts() == 0
                        ? "at most 0 kW may flow"
                        : kilowatts(begins) + " is the least that may flow, and " + kilowatts(limit) + " the most");
    }

    private static String kilowatts(Power power) {
        return power.toKilowatts().stripTrailingZeros().toPlainString() + " kW";
    }
}
