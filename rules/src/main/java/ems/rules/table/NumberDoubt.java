package ems.rules.table;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a number that can be read may be another than was meant, and how to write each of the two. */
final class NumberDoubt {

    /** Percentages under it may be fractions. */
    private static final BigDecimal FRACTIONS_BELOW = new BigDecimal("1.5");
    /** Three zeros behind a point: a thousands mark in half of the world. */
    private static final Pattern THREE_ZEROS = Pattern.compile("-?[1-9][0-9]{0,2}\\.000");

    private static final Pattern THREE_DECIMALS = Pattern.compile("-?[1-9][0-9]{0,2}\\.[0-9]{3}");

    private NumberDoubt() {}

    /**
     * The doubt as a sentence; empty if there is none.
     *
     * @param cell a number in the range of the unit
     */
    static Optional<String> about(String cell, Unit unit) {
        var written = WrittenNumber.in(cell).orElseThrow();
        if (unit.isPercent() && !written.hasPercentSign() && mayBeFraction(written.value())) {
            return Optional.of(fraction(written.value(), unit));
        }
        var thousandfold = written.value().movePointRight(3);
        if (THREE_ZEROS.matcher(cell).matches() && unit.isInRange(thousandfold)) {
            String both = WrittenNumber.plain(thousandfold) + " or " + WrittenNumber.withDecimals(written.value());
            return Optional.of("'" + cell + "' can be " + both + ": write " + both);
        }
        return Optional.empty();
    }

    /** The question to ask of a number with too many decimals: empty unless its point may be a thousands mark. */
    static String thousands(String cell, Unit unit) {
        var thousandfold = WrittenNumber.in(cell).orElseThrow().value().movePointRight(3);
        return THREE_DECIMALS.matcher(cell).matches() && unit.isInRange(thousandfold)
                ? ": did you mean " + WrittenNumber.plain(thousandfold) + "?"
                : "";
    }

    private static boolean mayBeFraction(BigDecimal percent) {
        return percent.signum() > 0 && percent.compareTo(FRACTIONS_BELOW) < 0;
    }

    private static String fraction(BigDecimal percent, Unit unit) {
        String asIs = WrittenNumber.plain(percent) + " %";
        var hundredfold = percent.movePointRight(2);
        if (!unit.isInRange(hundredfold)) {
            return asIs + " - is so little meant? Then write it with its sign, '" + asIs + "'";
        }
        String other = WrittenNumber.plain(hundredfold);
        String sign = mayBeFraction(hundredfold) ? " %" : "";
        return asIs + " - did you mean " + other + "? Write " + other + sign + ", or '" + asIs + "' with its sign if "
                + asIs + " is meant";
    }
}
