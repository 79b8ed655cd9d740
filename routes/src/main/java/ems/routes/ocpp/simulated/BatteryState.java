package ems.routes.ocpp.simulated;

import java.util.regex.Pattern;

import ems.market.quantity.Energy;

/**
 * What a simulated car's battery holds, and what its charger's registers have counted since it was built.
 *
 * @param charged into the car
 * @param discharged out of it
 */
public record BatteryState(Energy stored, Energy charged, Energy discharged) {

    private static final Pattern TEXT =
            Pattern.compile("stored ([0-9]{1,15}) charged ([0-9]{1,15}) discharged ([0-9]{1,15})");

    /** A new charger, and a car that holds so much. */
    public static BatteryState holding(Energy stored) {
        return new BatteryState(stored, Energy.ZERO, Energy.ZERO);
    }

    /** @throws IllegalArgumentException if it is not what {@link #text} writes */
    public static BatteryState parse(String text) {
        var parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text.strip() + "' is no state of a battery, in mJ");
        }
        return new BatteryState(energy(parts.group(1)), energy(parts.group(2)), energy(parts.group(3)));
    }

    private static Energy energy(String millijoules) {
        return new Energy(Long.parseLong(millijoules));
    }

    /** In mJ. */
    public String text() {
        return "stored " + stored.millijoules() + " charged " + charged.millijoules() + " discharged "
                + discharged.millijoules();
    }

    /** @param offered it takes no more than it has room for */
    BatteryState charge(Energy offered, Energy capacity) {
        var taken = offered.min(capacity.minusOrZero(stored));
        return new BatteryState(stored.plus(taken), charged.plus(taken), discharged);
    }

    /** @param wanted it gives no more than it holds */
    BatteryState discharge(Energy wanted) {
        var given = wanted.min(stored);
        return new BatteryState(stored.minus(given), charged, discharged.plus(given));
    }

    /** @param driven what the road took */
    BatteryState drive(Energy driven) {
        return new BatteryState(stored.minusOrZero(driven), charged, discharged);
    }
}
