package ems.market.horizon;

import java.time.LocalTime;
import java.util.Arrays;
import java.util.regex.Pattern;

import ems.market.party.FleetFill;
import ems.market.quantity.HorizonPrice;
import ems.market.record.TextHash;

/**
 * The horizon prices of a day: for each half-hour, by how full the fleet is, in eleven steps from empty to full.
 *
 * <p>Its text has a head, {@code ems-horizon-table 1}, then a line for each half-hour with its start in UTC and the eleven prices per mille,
 * {@code 07:30 990 870 ... -20}, each line with its end. A table has one text only, so whoever has the hash of it has the table.
 */
public final class HorizonTable {

    static final int SPAN_MINUTES = 30;
    static final int SPANS = PastDay.MINUTES / SPAN_MINUTES;
    static final int FILLS = 11;

    private static final String HEAD = "ems-horizon-table 1";
    private static final Pattern PRICE = Pattern.compile("0|-?[1-9][0-9]{0,2}");
    /** No table is longer: a start and eleven prices of four signs in each line. */
    private static final int MOST_CHARACTERS =
            HEAD.length() + 1 + SPANS * ("00:00".length() + FILLS * " -990".length() + 1);
    /** Fills are compared to fewer than 2^50 parts. */
    private static final int FILL_BITS = 50;

    /** Before any past day is known: half of the way to the grid's price, at any time and fill. */
    public static final HorizonTable WITHOUT_PAST_DAYS = constant(new HorizonPrice(500));

    private final int[][] prices;

    private HorizonTable(int[][] prices) {
        this.prices = prices;
    }

    /** @param prices per mille, by half-hour and fill; handed over */
    static HorizonTable of(int[][] prices) {
        return new HorizonTable(prices);
    }

    /** The same price at any time and fill. */
    static HorizonTable constant(HorizonPrice price) {
        int[][] prices = new int[SPANS][FILLS];
        for (int[] line : prices) {
            Arrays.fill(line, price.perMille());
        }
        return new HorizonTable(prices);
    }

    /** A slope as a price: half up, and within what a price may be. */
    static int perMille(long rise, long run) {
        long perMille = Math.floorDiv(2 * HorizonPrice.ONE * rise + run, 2 * run);
        return (int) Math.max(-HorizonPrice.MOST, Math.min(perMille, HorizonPrice.MOST));
    }

    /**
     * The price of a minute: that of its half-hour, on the straight line between the two fills that the fleet's lies between, half
     * up. A fleet without a window counts as empty.
     *
     * @param time of day in UTC
     */
    public HorizonPrice price(LocalTime time, FleetFill fleet) {
        int[] line = prices[PastDay.minuteOf(time) / SPAN_MINUTES];
        int coarser = Math.max(
                0, Long.SIZE - Long.numberOfLeadingZeros(fleet.capacity().millijoules()) - FILL_BITS);
        long capacity = fleet.capacity().millijoules() >> coarser;
        if (capacity == 0) {
            return new HorizonPrice(line[0]);
        }
        long place = (fleet.held().millijoules() >> coarser) * (FILLS - 1);
        int below = (int) Math.min(place / capacity, FILLS - 2);
        long beyond = place - below * capacity;
        long rise = (line[below + 1] - line[below]) * beyond;
        return new HorizonPrice(line[below] + (int) Math.floorDiv(2 * rise + capacity, 2 * capacity));
    }

    public String text() {
        var text = new StringBuilder(HEAD).append('\n');
        for (int span = 0; span < SPANS; span++) {
            text.append(start(span));
            for (int price : prices[span]) {
                text.append(' ').append(price);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static LocalTime start(int span) {
        return LocalTime.MIDNIGHT.plusMinutes((long) span * SPAN_MINUTES);
    }

    /** SHA-256 of the text in UTF-8, in hexadecimal. */
    public String hash() {
        return TextHash.of(text());
    }

    /**
     * Reads a table back from its text.
     *
     * @throws IllegalArgumentException if it is not what a table would write; the message names line and value
     */
    public static HorizonTable parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a horizon table of " + text.length() + " characters: none has more than " + MOST_CHARACTERS);
        }
        String[] lines = text.split("\n", -1);
        if (lines.length != SPANS + 2 || !lines[0].equals(HEAD) || !lines[SPANS + 1].isEmpty()) {
            throw new IllegalArgumentException("a horizon table has the line '" + HEAD + "' and " + SPANS
                    + " lines of half-hours, each with its end, and this text has " + (lines.length - 1)
                    + " line ends and begins with '" + lines[0] + "'");
        }
        int[][] prices = new int[SPANS][];
        for (int span = 0; span < SPANS; span++) {
            prices[span] = parseLine(span, lines[span + 1]);
        }
        return new HorizonTable(prices);
    }

    private static int[] parseLine(int span, String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FILLS + 1 || !fields[0].equals(start(span).toString())) {
            throw new IllegalArgumentException("line " + (span + 2) + " of a horizon table has " + start(span) + " and "
                    + FILLS + " prices, one blank between two, and not '" + line + "'");
        }
        int[] prices = new int[FILLS];
        for (int fill = 0; fill < FILLS; fill++) {
            String field = fields[fill + 1];
            if (!PRICE.matcher(field).matches() || Math.abs(Integer.parseInt(field)) > HorizonPrice.MOST) {
                throw new IllegalArgumentException("price " + (fill + 1) + " at " + start(span)
                        + " of a horizon table is not a whole number per mille from -" + HorizonPrice.MOST + " to "
                        + HorizonPrice.MOST + ": '" + field + "'");
            }
            prices[fill] = Integer.parseInt(field);
        }
        return prices;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HorizonTable that && Arrays.deepEquals(prices, that.prices);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(prices);
    }

    @Override
    public String toString() {
        return text();
    }
}
