package ems.routes.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

import ems.market.quantity.Energy;
import ems.market.telemetry.ColumnMapping.ChargeUnit;
import ems.market.telemetry.ColumnMapping.DecimalMark;
import ems.market.telemetry.ColumnMapping.EnergyUnit;
import ems.market.telemetry.ColumnMapping.MeterUnit;
import ems.market.telemetry.ColumnMapping.StateOfCharge;
import ems.market.telemetry.ColumnMapping.TripEnergy;
import ems.market.telemetry.ColumnMapping.TripUnit;
import ems.routes.telemetry.QuotedText;

/**
 * Numbers in cells, with the same decimal mark whatever the machine's language; errors name the column, value and unit.
 *
 * @param mark between the whole and the parts
 */
record NumberCells(DecimalMark mark) {

    private static final int LONGEST = 40;
    private static final int LARGEST_EXPONENT = 30;
    private static final int WATT_HOURS_SCALE = 3;
    /** A whole number of so many digits is below a gigawatt. */
    private static final int LONGEST_PLAIN = 9;

    private static final long NOT_PLAIN = -1;
    private static final BigDecimal MOST_MILLIWATTS = BigDecimal.valueOf(1_000_000_000_000L);
    private static final BigDecimal MOST_MILLIWATT_HOURS = BigDecimal.valueOf(1_000_000_000_000_000L);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3_600);

    /**
     * Mean power in mW, rounded half-even; may be negative.
     *
     * @param interval over which an energy was counted
     * @throws IllegalArgumentException if it is no number, or beyond a gigawatt
     */
    long milliwatts(String column, LineCells cells, int place, MeterUnit unit, Duration interval) {
        long plain = unit == MeterUnit.WATT && mark == DecimalMark.POINT
                ? thousandths(cells.text(), cells.begin(place), cells.end(place))
                : NOT_PLAIN;
        return plain == NOT_PLAIN ? milliwatts(column, cells.cell(place), unit, interval) : plain;
    }

    private long milliwatts(String column, String cell, MeterUnit unit, Duration interval) {
        try {
            var thousandths = thousandths(number(cell, unit.symbol()), unit);
            var power = unit.isEnergy()
                    ? thousandths
                            .multiply(SECONDS_AN_HOUR)
                            .divide(BigDecimal.valueOf(interval.toSeconds()), 0, RoundingMode.HALF_EVEN)
                    : thousandths;
            if (power.abs().compareTo(MOST_MILLIWATTS) > 0) {
                throw new IllegalArgumentException(
                        "power of " + cell.strip() + " " + unit.symbol() + " is outside [-1, 1] GW");
            }
            return power.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        } catch (IllegalArgumentException e) {
            throw in(column, e);
        }
    }

    /**
     * What a register has counted, in mWh, rounded half-even.
     *
     * @throws IllegalArgumentException if it is no number, negative or beyond 1 TWh
     */
    long milliwattHours(String column, String cell, MeterUnit unit) {
        try {
            var counted = thousandths(number(cell, unit.symbol()), unit);
            if (counted.signum() < 0 || counted.compareTo(MOST_MILLIWATT_HOURS) > 0) {
                throw new IllegalArgumentException(
                        "a register of " + cell.strip() + " " + unit.symbol() + " is outside [0, 1 TWh]");
            }
            return counted.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        } catch (IllegalArgumentException e) {
            throw in(column, e);
        }
    }

    private static BigDecimal thousandths(BigDecimal number, MeterUnit unit) {
        return number.movePointRight(unit.isKilo() ? 6 : 3);
    }

    /** The thousandths of a cell like {@code 123.4}, as nearly all are; {@link #NOT_PLAIN} if it is longer or anything else. */
    private static long thousandths(String text, int begin, int end) {
        if (begin == end || end - begin > LONGEST_PLAIN) {
            return NOT_PLAIN;
        }
        long number = 0;
        int point = -1;
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0 && i > begin) {
                point = i;
            } else if (c >= '0' && c <= '9') {
                number = 10 * number + (c - '0');
            } else {
                return NOT_PLAIN;
            }
        }
        return switch (point < 0 ? 0 : end - 1 - point) {
            case 0 -> 1_000 * number;
            case 1 -> 100 * number;
            case 2 -> 10 * number;
            case 3 -> number;
            default -> NOT_PLAIN;
        };
    }

    Energy energy(String column, String cell, EnergyUnit unit) {
        try {
            return Energy.ofKilowattHours(
                    unit == EnergyUnit.WATT_HOUR
                            ? number(cell, "Wh").movePointLeft(WATT_HOURS_SCALE)
                            : number(cell, "kWh"));
        } catch (IllegalArgumentException e) {
            throw in(column, e);
        }
    }

    /**
     * What a battery of this capacity holds.
     *
     * @throws IllegalArgumentException if it is no number from empty to full
     */
    Energy stored(StateOfCharge charge, String cell) {
        boolean percent = charge.unit() == ChargeUnit.PERCENT;
        try {
            var number = number(cell, percent ? "%" : "full batteries");
            var share = percent ? number.movePointLeft(2) : number;
            if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("a state of charge of " + cell.strip() + (percent ? " %" : "")
                        + " is outside " + (percent ? "[0, 100] %" : "[0, 1]; or is it in %?"));
            }
            return new Energy(
                    share.multiply(BigDecimal.valueOf(charge.capacity().millijoules()))
                            .setScale(0, RoundingMode.HALF_EVEN)
                            .longValueExact());
        } catch (IllegalArgumentException e) {
            throw in(charge.column(), e);
        }
    }

    /**
     * What a trip takes.
     *
     * @throws IllegalArgumentException if it is no number of its unit, negative or more than a full battery
     */
    Energy trip(TripEnergy trip, String cell) {
        var unit = trip.unit();
        try {
            boolean percent = unit == TripUnit.PERCENT || unit == TripUnit.PERCENT_LEFT;
            var number = number(cell, percent ? "%" : unit.isOfBattery() ? "full batteries" : unit.word());
            var full = percent ? HUNDRED : BigDecimal.ONE;
            if (number.signum() < 0 || unit.isOfBattery() && number.compareTo(full) > 0) {
                throw new IllegalArgumentException("a trip of " + cell.strip() + " " + unit.word() + " is "
                        + (number.signum() < 0
                                ? "negative: write what it takes without a sign"
                                : "more than a full battery")
                        + (unit.isOfBattery() && !percent && number.signum() > 0 ? "; or is it in %?" : ""));
            }
            return switch (unit) {
                case WATT_HOUR -> Energy.ofKilowattHours(number.movePointLeft(WATT_HOURS_SCALE));
                case KILOWATT_HOUR -> Energy.ofKilowattHours(number);
                case SHARE, PERCENT -> part(trip.whole(), number, full);
                case SHARE_LEFT, PERCENT_LEFT -> part(trip.whole(), full.subtract(number), full);
                case KILOMETRE -> part(trip.whole(), number, HUNDRED);
            };
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw in(
                    trip.column(),
                    e instanceof IllegalArgumentException told
                            ? told
                            : new IllegalArgumentException(
                                    "a trip of " + cell.strip() + " " + unit.word() + " is too long", e));
        }
    }

    private static Energy part(Energy whole, BigDecimal number, BigDecimal of) {
        return new Energy(number.multiply(BigDecimal.valueOf(whole.millijoules()))
                .divide(of, 0, RoundingMode.HALF_EVEN)
                .longValueExact());
    }

    static long whole(String column, String cell, String unit) {
        try {
            return new NumberCells(DecimalMark.POINT).number(cell, unit).longValueExact();
        } catch (ArithmeticException e) {
            throw in(
                    column, new IllegalArgumentException(QuotedText.of(cell) + " is not a whole number of " + unit, e));
        } catch (IllegalArgumentException e) {
            throw in(column, e);
        }
    }

    private BigDecimal number(String cell, String unit) {
        var text = cell.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the cell is empty, not a number of " + unit);
        }
        try {
            if (text.length() <= LONGEST) {
                var number = new BigDecimal(withPoint(text));
                if (Math.abs((long) number.scale()) <= LARGEST_EXPONENT) {
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(QuotedText.of(text) + " is not a number of " + unit + advice(text), e);
        }
        throw new IllegalArgumentException(
                QuotedText.of(text) + " is not a number of " + unit + " of at most " + LARGEST_EXPONENT + " digits");
    }

    private String withPoint(String text) {
        if (mark == DecimalMark.POINT) {
            return text;
        }
        if (text.indexOf('.') >= 0) {
            throw new NumberFormatException("a point where the mark is a comma");
        }
        return text.replace(',', '.');
    }

    private String advice(String text) {
        if (mark == DecimalMark.COMMA) {
            return text.indexOf('.') >= 0 ? ": the scenario says decimal: comma, and it has a point" : "";
        }
        return text.indexOf(',') >= 0 ? ": write a decimal point, not a comma, or say decimal: comma" : "";
    }

    private static IllegalArgumentException in(String column, IllegalArgumentException e) {
        return new IllegalArgumentException("column '" + column + "': " + e.getMessage(), e);
    }
}
