package ems.rules.table;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number as a cell should hold it: digits with a decimal point.
 *
 * @param hasPercentSign whether a percent sign stands behind it
 */
record WrittenNumber(BigDecimal value, boolean hasPercentSign) {

    private static final Pattern PLAIN = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)(\\h*%)?");

    /** Empty if the cell holds anything else, or more. */
    static Optional<WrittenNumber> in(String cell) {
        var plain = PLAIN.matcher(cell);
        return plain.matches()
                ? Optional.of(new WrittenNumber(new BigDecimal(plain.group(1)), plain.group(2) != null))
                : Optional.empty();
    }

    /** The same for each way to write the value: 110.00, 110 and 110 % are 110. */
    String plain() {
        return plain(value);
    }

    static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    /** With one decimal at least, so that nobody takes the point for a thousands mark: 1.0. */
    static String withDecimals(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.setScale(Math.max(1, stripped.scale())).toPlainString();
    }
}
