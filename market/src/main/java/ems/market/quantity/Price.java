package ems.market.quantity;

import java.math.BigDecimal;

/**
 * A price of energy. Prices of a real tariff may be negative, so this one type keeps its sign.
 *
 * @param tenThousandthsOfPencePerKilowattHour in 1e-4 p/kWh: 19.7395 p/kWh is 197,395
 */
public record Price(long tenThousandthsOfPencePerKilowattHour) implements Comparable<Price> {

    /** How many decimals a price in pence per kWh has. */
    public static final int DECIMALS = 4;

    /** @throws IllegalArgumentException if the price is finer than 1e-4 p/kWh or above 10^9 p/kWh in size */
    public static Price ofPencePerKilowattHour(BigDecimal price) {
        if (!HalfEven.fits(price, 9) || price.stripTrailingZeros().scale() > DECIMALS) {
            throw new IllegalArgumentException("price of " + price + " p/kWh is finer than 1e-4 p/kWh or too large");
        }
        return new Price(HalfEven.scaled(price, DECIMALS));
    }

    public static Price ofPencePerKilowattHour(String price) {
        return ofPencePerKilowattHour(new BigDecimal(price));
    }

    /** The price that lies {@code share} of the way from this one to the other, half-even at 1e-4 p/kWh. */
    public Price towards(Price other, Percentage share) {
        long left = Percentage.ONE - share.hundredths();
        long weighted = Math.addExact(
                Math.multiplyExact(tenThousandthsOfPencePerKilowattHour, left),
                Math.multiplyExact(other.tenThousandthsOfPencePerKilowattHour, share.hundredths()));
        return new Price(HalfEven.divide(weighted, Percentage.ONE));
    }

    public boolean isAbove(Price other) {
        return compareTo(other) > 0;
    }

    public BigDecimal toPencePerKilowattHour() {
        return BigDecimal.valueOf(tenThousandthsOfPencePerKilowattHour, DECIMALS);
    }

    @Override
    public int compareTo(Price other) {
        return Long.compare(tenThousandthsOfPencePerKilowattHour, other.tenThousandthsOfPencePerKilowattHour);
    }

    @Override
    public String toString() {
        return toPencePerKilowattHour() + " p/kWh";
    }
}
