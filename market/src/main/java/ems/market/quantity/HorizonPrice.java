package ems.market.quantity;

import java.math.BigDecimal;

/**
 * The price of one period for what energy will be worth later: by how much storing counts more than releasing when pairs are chosen.
 *
 * <p>A stored kWh counts 1,000 + &lambda;, a released one 1,000 - &lambda;. At 0 both count alike, as if a stored kWh were worth the middle
 * of the grid's prices; towards 1,000 it is worth what the grid asks, since it will spare that, and towards -1,000 what the grid pays.
 * No settled energy and no agreed price depends on it.
 *
 * <p>Weights are whole and the sum of a million pairs of 22 kW over a period stays below 2.7e18, inside a {@code long}. Beyond the
 * bound one side would count for nothing.
 *
 * @param perMille &lambda; in [-990, 990]
 */
public record HorizonPrice(int perMille) {

    /** The most, either way, per mille. */
    public static final int MOST = 990;

    /** What energy counts on either side at a price of 0. */
    public static final int ONE = 1_000;

    private static final int DECIMALS = 3;
    private static final int LONGEST_TEXT = 20;

    /** Both sides count alike. */
    public static final HorizonPrice ZERO = new HorizonPrice(0);

    public HorizonPrice {
        if (perMille < -MOST || perMille > MOST) {
            throw new IllegalArgumentException("horizon price of " + perMille + " per mille is outside [-" + MOST + ", "
                    + MOST + "]: beyond that, one side would count for nothing");
        }
    }

    /**
     * From a setting.
     *
     * @throws IllegalArgumentException if it is no number in [-0.99, 0.99] with at most three decimals
     */
    public static HorizonPrice parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw broken(text.substring(0, LONGEST_TEXT) + "...");
        }
        try {
            var price = new BigDecimal(text);
            if (HalfEven.fits(price, 1) && price.stripTrailingZeros().scale() <= DECIMALS) {
                int perMille = price.movePointRight(DECIMALS).intValueExact();
                if (Math.abs(perMille) <= MOST) {
                    return new HorizonPrice(perMille);
                }
            }
        } catch (NumberFormatException e) {
            throw broken(text);
        }
        throw broken(text);
    }

    private static IllegalArgumentException broken(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a horizon price: write a number from -0.99 to 0.99 with at"
                        + " most three decimals, such as 0.5, or leave it out to weigh storing and releasing alike");
    }

    /** What stored energy counts, per mille. */
    public int stored() {
        return ONE + perMille;
    }

    /** What released energy counts, per mille. */
    public int released() {
        return ONE - perMille;
    }

    /** How far the value of stored energy lies on the way from what the grid pays to what it asks. */
    public Percentage share() {
        return new Percentage(Percentage.ONE / 2 * stored() / ONE);
    }

    /** The price as a share of 1. */
    public BigDecimal toShare() {
        return BigDecimal.valueOf(perMille, DECIMALS);
    }

    /** What counts when pairs are chosen, for people. */
    public String weights() {
        return "energy stored times " + times(stored()) + " and energy released times " + times(released());
    }

    private static BigDecimal times(int perMille) {
        return BigDecimal.valueOf(perMille, DECIMALS);
    }

    /** Thousandths as wholes, for people: what counts so much at a price of 0, half-even at 1 mJ. */
    public static long toMillijoules(long thousandths) {
        return HalfEven.divide(thousandths, ONE);
    }

    @Override
    public String toString() {
        return perMille + " per mille";
    }
}
