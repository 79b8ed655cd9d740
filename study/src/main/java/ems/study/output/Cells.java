package ems.study.output;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/** How quantities stand in the cells of files: plain decimals with a point, whatever the machine's language. */
public final class Cells {

    /** Stands where there is no number. */
    public static final String NONE = "n/a";

    static final int KILOWATT_HOUR_DECIMALS = 9;

    private Cells() {}

    /** Nine decimals, half-even, like {@link Energy#toKilowattHours()}. */
    public static String kilowattHours(Energy energy) {
        return BigDecimal.valueOf(nanoKilowattHours(energy), KILOWATT_HOUR_DECIMALS)
                .toPlainString();
    }

    /** In 10^-9 kWh, half-even. */
    static long nanoKilowattHours(Energy energy) {
        long millijoules = energy.millijoules();
        long rest = millijoules % 18 * 5;
        long nano = millijoules / 18 * 5 + rest / 18;
        long half = rest % 18;
        if (half > 9 || half == 9 && (nano & 1) == 1) {
            nano++;
        }
        return nano;
    }

    /** Six decimals, exactly. */
    public static String pence(Money money) {
        return money.toPence().toPlainString();
    }

    /** Half-even. */
    public static String decimals(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** Half-even, or {@link #NONE}. */
    public static String percent(Optional<BigDecimal> percent) {
        return percent.map(value -> value.setScale(2, RoundingMode.HALF_EVEN).toPlainString())
                .orElse(NONE);
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe in front. */
    public static String text(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    /** Whether a spreadsheet would take it for a formula. */
    static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    }
}
