package ems.study.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How numbers stand in cells: plain decimals, half-even. */
final class Shown {

    static final String NONE = "n/a";

    private Shown() {}

    static String number(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** Mean, half width of the interval, worst seed; the last two are empty for a strategy without seeds. */
    static List<String> cells(Optional<OverSeeds> number, int decimals, boolean seeds, String unknown) {
        List<String> cells = new ArrayList<>();
        cells.add(number.map(each -> number(each.mean(), decimals)).orElse(unknown));
        if (!seeds) {
            cells.addAll(List.of("", ""));
            return cells;
        }
        cells.add(number.filter(each -> each.halfWidth().isPresent())
                .map(each -> number(each.halfWidth().getAsDouble(), decimals))
                .orElse(unknown));
        cells.add(number.map(each -> number(each.worst(), decimals)).orElse(unknown));
        return cells;
    }
}
