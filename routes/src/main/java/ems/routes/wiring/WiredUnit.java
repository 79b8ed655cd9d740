package ems.routes.wiring;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a number stands on the wire, and by what it is multiplied: to mW, to mJ, or to percent. */
enum WiredUnit {
    MILLIWATT("mW", Dimension.POWER, "1"),
    WATT("W", Dimension.POWER, "1e3"),
    KILOWATT("kW", Dimension.POWER, "1e6"),
    /** For meters that count the other way round than the column 'tells' says. */
    MINUS_WATT("-W", Dimension.POWER, "-1e3"),
    MINUS_KILOWATT("-kW", Dimension.POWER, "-1e6"),
    WATT_MINUTE("Wmin", Dimension.ENERGY, "6e4"),
    WATT_HOUR("Wh", Dimension.ENERGY, "3.6e6"),
    KILOWATT_HOUR("kWh", Dimension.ENERGY, "3.6e9"),
    PERCENT("%", Dimension.SHARE, "1"),
    YES_NO("yes/no", Dimension.STATE, "1");

    /** What is measured. */
    enum Dimension {
        POWER("a power"),
        ENERGY("an energy"),
        SHARE("a share"),
        STATE("a state");

        private final String words;

        Dimension(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        String units() {
            return Arrays.stream(WiredUnit.values())
                    .filter(unit -> unit.dimension == this)
                    .map(WiredUnit::text)
                    .collect(Collectors.joining(", "));
        }
    }

    /** 1 MW: no home, and no car, has as much; in mW. */
    private static final BigDecimal MOST_POWER = new BigDecimal("1e9");
    /** 10 GWh, in mJ. */
    private static final BigDecimal MOST_ENERGY = new BigDecimal("3.6e16");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final String text;
    private final Dimension dimension;
    private final BigDecimal factor;

    WiredUnit(String text, Dimension dimension, String factor) {
        this.text = text;
        this.dimension = dimension;
        this.factor = new BigDecimal(factor);
    }

    static Optional<WiredUnit> of(String text) {
        return Arrays.stream(values()).filter(unit -> unit.text.equals(text)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(WiredUnit::text).collect(Collectors.joining(", "));
    }

    String text() {
        return text;
    }

    Dimension dimension() {
        return dimension;
    }

    /**
     * In mW, mJ or percent.
     *
     * @throws IllegalArgumentException if it is beyond every home and car
     */
    BigDecimal toBase(BigDecimal number) {
        var base = number.multiply(factor);
        switch (dimension) {
            case POWER -> refuseIf(base.abs().compareTo(MOST_POWER) > 0, number, "beyond 1 MW");
            case ENERGY ->
                refuseIf(base.signum() < 0 || base.compareTo(MOST_ENERGY) > 0, number, "outside [0, 10] GWh");
            case SHARE -> refuseIf(base.signum() < 0 || base.compareTo(HUNDRED) > 0, number, "outside [0, 100] %");
            case STATE ->
                refuseIf(base.signum() != 0 && base.compareTo(BigDecimal.ONE) != 0, number, "neither yes nor no");
        }
        return base;
    }

    private void refuseIf(boolean beyond, BigDecimal number, String bound) {
        if (beyond) {
            throw new IllegalArgumentException(number.toPlainString() + " " + text + " is " + bound);
        }
    }
}
