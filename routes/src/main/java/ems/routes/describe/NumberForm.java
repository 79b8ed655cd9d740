package ems.routes.describe;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column of numbers.
 *
 * @param comma whether fractions are written with a comma
 * @param values of the cells that are numbers, in their order
 * @param others cells that are none
 */
record NumberForm(boolean comma, List<BigDecimal> values, int others) {

    private static final Pattern POINT = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?([eE][+-]?\\d{1,2})?");
    private static final Pattern COMMA = Pattern.compile("[+-]?\\d{1,18}(,\\d{1,18})?");
    /** One cell of so many may be a word such as Null. */
    private static final int ONE_WORD_OF = 20;

    private static final int FEWEST_RISES = 40;

    /** Empty if more than one cell of twenty is no number. */
    static Optional<NumberForm> of(List<String> cells) {
        return read(cells, POINT, false).or(() -> read(cells, COMMA, true));
    }

    private static Optional<NumberForm> read(List<String> cells, Pattern form, boolean comma) {
        List<BigDecimal> values = new ArrayList<>();
        int others = 0;
        for (String cell : cells) {
            if (form.matcher(cell).matches()) {
                values.add(new BigDecimal(cell.replace(',', '.')));
            } else {
                others++;
            }
        }
        return values.isEmpty() || others * ONE_WORD_OF > cells.size()
                ? Optional.empty()
                : Optional.of(new NumberForm(comma, values, others));
    }

    /** In either direction, since the newest row may stand first. */
    boolean goesOneWay() {
        int rises = 0;
        int falls = 0;
        for (int i = 1; i < values.size(); i++) {
            int change = values.get(i).compareTo(values.get(i - 1));
            rises += change > 0 ? 1 : 0;
            falls += change < 0 ? 1 : 0;
        }
        return Math.min(rises, falls) == 0 && Math.max(rises, falls) >= FEWEST_RISES;
    }

    BigDecimal most() {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    BigDecimal least() {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::min);
    }
}
