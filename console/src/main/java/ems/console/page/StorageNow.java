package ems.console.page;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * How much the data folder holds, how fast it grows, and how long its disk lasts at that rate.
 *
 * @param bytes of all its files
 * @param growthBytesPerDay on the market's clock, below 0 if it shrinks; empty: not known yet
 * @param freeBytes on its disk; empty: not known
 */
public record StorageNow(long bytes, OptionalLong growthBytesPerDay, OptionalLong freeBytes) {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};
    private static final int STEP = 1_000;
    private static final int HOURS = 24;
    private static final int DAYS_IN_HOURS_BELOW = 3;
    private static final int YEARS_FROM_DAYS = 730;
    private static final double DAYS_A_YEAR = 365.25;
    private static final int MOST_YEARS = 100;

    /** Days until the disk is full; empty: not known, or never at this rate. */
    public OptionalLong daysLeft() {
        return growthBytesPerDay.isPresent() && growthBytesPerDay.getAsLong() > 0 && freeBytes.isPresent()
                ? OptionalLong.of(freeBytes.getAsLong() / growthBytesPerDay.getAsLong())
                : OptionalLong.empty();
    }

    /** One or two sentences for the operator. */
    public String inWords() {
        return "The data folder holds " + size(bytes) + growth() + room();
    }

    private String growth() {
        if (growthBytesPerDay.isEmpty()) {
            return "; how fast it grows is known an hour after the start.";
        }
        long growth = growthBytesPerDay.getAsLong();
        return growth > 0 ? " and grows by " + size(growth) + " a day." : " and does not grow.";
    }

    private String room() {
        if (freeBytes.isEmpty()) {
            return " How much room is left on its disk is not known.";
        }
        String free = " Its disk has " + size(freeBytes.getAsLong()) + " left";
        var days = daysLeft();
        return days.isEmpty() ? free + '.' : free + ": enough for " + time(days.getAsLong()) + " at this rate.";
    }

    private String time(long days) {
        if (days < DAYS_IN_HOURS_BELOW) {
            long hours = (long) ((double) freeBytes.orElseThrow() * HOURS / growthBytesPerDay.orElseThrow());
            return hours < 1 ? "less than an hour" : counted(hours, "hour");
        }
        if (days < YEARS_FROM_DAYS) {
            return counted(days, "day");
        }
        long years = (long) (days / DAYS_A_YEAR);
        return years > MOST_YEARS ? "more than " + MOST_YEARS + " years" : counted(years, "year");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    /** With three digits at most before the point, and one after it. */
    private static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
