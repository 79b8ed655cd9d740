package ems.routes.replay;

import java.math.BigDecimal;

import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.telemetry.ColumnMapping.EnergyUnit;
import ems.market.telemetry.ColumnMapping.PowerUnit;
import ems.routes.telemetry.QuotedText;

/** Numbers in cells, with a decimal point whatever the machine's language; errors name the column, value and unit. */
final class NumberCells {

    private static final int LONGEST = 40;
    private static final int LARGEST_EXPONENT = 30;
    private static final int WATT_HOURS_SCALE = 3;
    /** A whole number of so many digits is below a gigawatt. */
    private static final int LONGEST_PLAIN = 9;

    private static final long NOT_PLAIN = -1;

    private NumberCells() {}

    static Power power(String column, String cell, PowerUnit unit) {
        long milliwatts = unit == PowerUnit.WATT ? thousandths(cell) : NOT_PLAIN;
        if (milliwatts != NOT_PLAIN) {
            return new Power(milliwatts);
        }
        try {
            return unit == PowerUnit.WATT ? Power.ofWatts(number(cell, "W")) : Power.ofKilowatts(number(cell, "kW"));
        } catch (IllegalArgumentException e) {
            throw in(column, e);
        }
    }

    /** The thousandths of a cell like {@code 123.4}, as nearly all are; {@link #NOT_PLAIN} if it is longer or anything else. */
    private static long thousandths(String cell) {
        int length = cell.length();
        if (length == 0 || length > LONGEST_PLAIN) {
            return NOT_PLAIN;
        }
        long number = 0;
        int point = -1;
        for (int i = 0; i < length; i++) {
            char c = cell.charAt(i);
            if (c == '.' && point < 0 && i > 0) {
                point = i;
            } else if (c >= '0' && c <= '9') {
                number = 10 * number + (c - '0');
            } else {
                return NOT_PLAIN;
            }
        }
        return switch (point < 0 ? 0 : length - 1 - point) {
            case 0 -> 1_000 * number;
            case 1 -> 100 * number;
            case 2 -> 10 * number;
            case 3 -> number;
            default -> NOT_PLAIN;
        };
    }

    static Energy energy(String column, String cell, EnergyUnit unit) {
        try {
            return Energy.ofKilowattHours(
                    unit == EnergyUnit.WATT_HOUR
                            ? number(cell, "Wh").movePointLeft(WATT_HOURS_SCALE)
                            : number(cell, "kWh"));
        } catch (IllegalArgumentException e) {
            throw in(column, e);
        }
    }

    static long wholeSeconds(String column, String cell) {
        try {
            return number(cell, "s").longValueExact();
        } catch (ArithmeticException e) {
            throw in(column, new IllegalArgumentException(QuotedText.of(cell) + " is not a whole number of s", e));
        } catch (IllegalArgumentException e) {
            throw in(column, e);
        }
    }

    private static BigDecimal number(String cell, String unit) {
        var text = cell.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the cell is empty, not a number of " + unit);
        }
        try {
            if (text.length() <= LONGEST) {
                var number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= LARGEST_EXPONENT) {
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            var comma = text.indexOf(',') >= 0 ? ": write a decimal point, not a comma" : "";
            throw new IllegalArgumentException(QuotedText.of(text) + " is not a number of " + unit + comma, e);
        }
        throw new IllegalArgumentException(
                QuotedText.of(text) + " is not a number of " + unit + " of at most " + LARGEST_EXPONENT + " digits");
    }

    private static IllegalArgumentException in(String column, IllegalArgumentException e) {
        return new IllegalArgumentException("column '" + column + "': " + e.getMessage(), e);
    }
}
