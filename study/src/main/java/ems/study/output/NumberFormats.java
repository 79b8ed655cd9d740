package ems.study.output;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;

/** Numbers as pages print them: half-even, commas between thousands, a true minus sign, the same in every locale. */
public final class NumberFormats {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK_WITH_SECONDS =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private NumberFormats() {}

    public static String number(BigDecimal value, int decimals) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setNegativePrefix("\u2212");
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_EVEN);
        return format.format(rounded);
    }

    public static String count(long value) {
        return number(BigDecimal.valueOf(value), 0);
    }

    /** Kilowatt-hours without the unit, for a column. */
    public static String kilowattHours(Energy energy) {
        return number(energy.toKilowattHours(), 2);
    }

    /** Pounds without the unit, for a column. */
    public static String pounds(BigDecimal pounds) {
        return number(pounds, 3);
    }

    public static String pounds(Money money) {
        return pounds(money.toPounds());
    }

    /** Pounds and pence with the sign, for a sentence. */
    public static String sterling(BigDecimal pounds) {
        String amount = "\u00a3" + number(pounds.abs(), 2);
        return pounds.setScale(2, RoundingMode.HALF_EVEN).signum() < 0 ? "\u2212" + amount : amount;
    }

    public static String sterling(Money money) {
        return sterling(money.toPounds());
    }

    public static String price(Price price) {
        return price.toPencePerKilowattHour().stripTrailingZeros().toPlainString() + " p/kWh";
    }

    /** A change in percent, with its sign. */
    public static String change(BigDecimal percent) {
        return (percent.setScale(1, RoundingMode.HALF_EVEN).signum() > 0 ? "+" : "") + number(percent, 1);
    }

    /** The part of the whole in percent; 0 of nothing. */
    public static BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? BigDecimal.ZERO
                : part.multiply(BigDecimal.valueOf(100)).divide(whole, 6, RoundingMode.HALF_EVEN);
    }

    public static String day(Instant instant) {
        return DAY.format(instant);
    }

    public static String clock(Instant instant) {
        return CLOCK.format(instant);
    }

    public static String clockWithSeconds(Instant instant) {
        return CLOCK_WITH_SECONDS.format(instant);
    }

    public static String plural(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** Replaces the plain signs of a console by those of mathematics. */
    public static String typeset(String text) {
        return text.replace("+-", "\u00b1").replace(" -", " \u2212").replace(" * ", " \u00d7 ");
    }
}
