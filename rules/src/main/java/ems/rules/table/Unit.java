package ems.rules.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** What a number in a table is measured in: how it is written, how it is held, and how far it may go. */
public enum Unit {
    /** Held in 1e-4 p/kWh. */
    PRICE("p/kWh", 10_000, -10_000, 10_000, "p", "pence", "p per kwh"),
    /** Part of a whole; held in 0.01 %. */
    SHARE("%", 100, 0, 100, "percent", "per cent", "pct"),
    /** Multiple of a price; held in 0.01 %. */
    FACTOR("%", 100, 0, 1_000, "percent", "per cent", "pct"),
    /** Held in seconds; up to a year. */
    SECONDS("s", 1, 0, 31_536_000, "sec", "secs", "second", "seconds"),
    /** Held in mJ. */
    ENERGY("kWh", 3_600_000_000L, 0, 100_000),
    /** Held in matching periods; up to ten years. */
    PERIODS_AGO("periods ago", 1, 1, 5_256_000, "period", "periods", "period ago");

    private final String symbol;
    private final long heldPerUnit;
    private final long least;
    private final long most;
    private final List<String> otherNames;

    Unit(String symbol, long heldPerUnit, long least, long most, String... otherNames) {
        this.symbol = symbol;
        this.heldPerUnit = heldPerUnit;
        this.least = least;
        this.most = most;
        this.otherNames = List.of(otherNames);
    }

    /**
     * The number in the unit held. A percentage may have its sign behind it.
     *
     * @throws IllegalArgumentException if it is no such number
     */
    long parse(String cell) {
        var number = WrittenNumber.in(cell)
                .filter(written -> isPercent() || !written.hasPercentSign())
                .orElseThrow(() -> new IllegalArgumentException(NumberAdvice.on(cell, this)))
                .value();
        if (!isInRange(number)) {
            throw new IllegalArgumentException(
                    number.toPlainString() + " " + symbol + " is outside [" + least + ", " + most + "]");
        }
        try {
            return number.multiply(BigDecimal.valueOf(heldPerUnit)).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(number.toPlainString() + " " + symbol
                    + " has more decimals than are counted" + NumberDoubt.thousands(cell, this));
        }
    }

    boolean isInRange(BigDecimal number) {
        return number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    boolean isPercent() {
        return symbol.equals("%");
    }

    /** @param name in small letters */
    boolean isCalled(String name) {
        return name.equalsIgnoreCase(symbol) || otherNames.contains(name);
    }

    /** The least held value. */
    long least() {
        return least * heldPerUnit;
    }

    String symbol() {
        return symbol;
    }

    String print(long held) {
        var number = BigDecimal.valueOf(held)
                .divide(BigDecimal.valueOf(heldPerUnit), MathContext.DECIMAL64)
                .stripTrailingZeros();
        return number.toPlainString() + " " + symbol;
    }
}
