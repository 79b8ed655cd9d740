package ems.rules.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/** What a number in a table is measured in: how it is written, how it is held, and how far it may go. */
public enum Unit {
    /** Held in 1e-4 p/kWh. */
    PRICE("p/kWh", 10_000, -10_000, 10_000),
    /** Part of a whole; held in 0.01 %. */
    SHARE("%", 100, 0, 100),
    /** Multiple of a price; held in 0.01 %. */
    FACTOR("%", 100, 0, 1_000),
    /** Held in seconds; up to a year. */
    SECONDS("s", 1, 0, 31_536_000),
    /** Held in mJ. */
    ENERGY("kWh", 3_600_000_000L, 0, 100_000),
    /** Held in matching periods; up to ten years. */
    PERIODS_AGO("periods ago", 1, 1, 5_256_000);

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("-?[0-9]+,[0-9]+");

    private final String symbol;
    private final long heldPerUnit;
    private final long least;
    private final long most;

    Unit(String symbol, long heldPerUnit, long least, long most) {
        this.symbol = symbol;
        this.heldPerUnit = heldPerUnit;
        this.least = least;
        this.most = most;
    }

    /** The number in the unit held; @throws IllegalArgumentException if it is no such number */
    long parse(String cell) {
        if (DECIMAL_COMMA.matcher(cell).matches()) {
            throw new IllegalArgumentException("'" + cell + "' has a decimal comma: write a decimal point");
        }
        if (!NUMBER.matcher(cell).matches()) {
            throw new IllegalArgumentException("'" + cell + "' is not a number: write digits only, the unit (" + symbol
                    + ") is in the column's head");
        }
        var number = new BigDecimal(cell);
        if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new IllegalArgumentException(cell + " " + symbol + " is outside [" + least + ", " + most + "]");
        }
        try {
            return number.multiply(BigDecimal.valueOf(heldPerUnit)).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(cell + " " + symbol + " has more decimals than are counted");
        }
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
