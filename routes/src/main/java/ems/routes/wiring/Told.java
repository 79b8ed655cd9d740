package ems.routes.wiring;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import ems.routes.wiring.WiredUnit.Dimension;

/** What a number tells, of a home or of a vehicle. */
enum Told {
    /** What the home's panels give, at least 0 but for an inverter's draw at night. */
    PRODUCTION("production", Dimension.POWER, Of.HOME),
    /** What the home uses, at least 0. */
    CONSUMPTION("consumption", Dimension.POWER, Of.HOME),
    /** What the home draws from the grid; below 0 it feeds in. */
    IMPORT("import", Dimension.POWER, Of.HOME),
    /** What a battery of the home takes in; below 0 it gives out. */
    BATTERY("battery", Dimension.POWER, Of.HOME),
    PRODUCTION_REGISTER("production register", Dimension.ENERGY, Of.HOME),
    CONSUMPTION_REGISTER("consumption register", Dimension.ENERGY, Of.HOME),
    IMPORT_REGISTER("import register", Dimension.ENERGY, Of.HOME),
    EXPORT_REGISTER("export register", Dimension.ENERGY, Of.HOME),
    /** Whether the home's meter is connected: while it is not, its values do not hold. */
    METER_ONLINE("meter online", Dimension.STATE, Of.HOME),
    STORED("stored", Dimension.ENERGY, Of.VEHICLE),
    STATE_OF_CHARGE("state of charge", Dimension.SHARE, Of.VEHICLE),
    PLUGGED_IN("plugged in", Dimension.STATE, Of.VEHICLE),
    /** Whether the vehicle's device is connected: one that is not counts as away. */
    VEHICLE_ONLINE("vehicle online", Dimension.STATE, Of.VEHICLE);

    enum Of {
        HOME,
        VEHICLE
    }

    private final String text;
    private final Dimension dimension;
    private final Of of;

    Told(String text, Dimension dimension, Of of) {
        this.text = text;
        this.dimension = dimension;
        this.of = of;
    }

    static Optional<Told> of(String text) {
        return Arrays.stream(values()).filter(told -> told.text.equals(text)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(Told::text).collect(Collectors.joining(", "));
    }

    String text() {
        return text;
    }

    Dimension dimension() {
        return dimension;
    }

    boolean isOfHome() {
        return of == Of.HOME;
    }

    boolean isPower() {
        return dimension == Dimension.POWER;
    }

    boolean isRegister() {
        return isOfHome() && dimension == Dimension.ENERGY;
    }
}
