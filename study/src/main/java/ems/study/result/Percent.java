package ems.study.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

import ems.market.quantity.Energy;

/** Changes in percent, half-even at 0.01 %. */
final class Percent {

    private static final int DECIMALS = 2;

    private Percent() {}

    /** Empty if there was nothing to compare with. */
    static Optional<BigDecimal> change(Energy from, Energy to) {
        if (from.isZero()) {
            return Optional.empty();
        }
        return Optional.of(BigDecimal.valueOf(to.millijoules() - from.millijoules())
                .movePointRight(2)
                .divide(BigDecimal.valueOf(from.millijoules()), DECIMALS, RoundingMode.HALF_EVEN));
    }

    static String text(Optional<BigDecimal> percent) {
        return percent.map(BigDecimal::toPlainString).orElse("n/a");
    }
}
