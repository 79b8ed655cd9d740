package ems.study.output;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/** How quantities stand in the cells of files: plain decimals with a point, whatever the machine's language. */
public final class Cells {

    private static final long NANO = 1_000_000_000;

    private Cells() {}

    /** Nine decimals, half-even, like {@link Energy#toKilowattHours()}; written a million times in a study. */
    public static String kilowattHours(Energy energy) {
        long millijoules = energy.millijoules();
        long rest = millijoules % 18 * 5;
        long nano = millijoules / 18 * 5 + rest / 18;
        long half = rest % 18;
        if (half > 9 || half == 9 && (nano & 1) == 1) {
            nano++;
        }
        var text = new StringBuilder(24).append(nano / NANO).append('.');
        String decimals = Long.toString(nano % NANO);
        return text.append("0".repeat(9 - decimals.length())).append(decimals).toString();
    }

    public static String millijoules(Energy energy) {
        return Long.toString(energy.millijoules());
    }

    /** Six decimals, exactly. */
    public static String pence(Money money) {
        return money.toPence().toPlainString();
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe in front. */
    public static String text(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
