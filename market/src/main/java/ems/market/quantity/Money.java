package ems.market.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of money; a balance may be negative.
 *
 * @param micropence in 1e-6 p
 */
public record Money(long micropence) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);
    /** mJ x 1e-4 p/kWh per micro-penny: 3.6e9 mJ/kWh x 1e4 / 1e6. */
    private static final long ENERGY_TIMES_PRICE_PER_MICROPENNY = 36_000_000;

    /** What the energy costs at the price: the one rounding of a settlement line, half-even at a micro-penny. */
    public static Money of(Energy energy, Price price) {
        return new Money(HalfEven.multiplyDivide(
                energy.millijoules(), price.tenThousandthsOfPencePerKilowattHour(), ENERGY_TIMES_PRICE_PER_MICROPENNY));
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(micropence, other.micropence));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(micropence, other.micropence));
    }

    public Money negated() {
        return new Money(Math.negateExact(micropence));
    }

    /** The part of this money that goes with a part of the energy it paid for, half-even; all of it with all of it. */
    public Money shareOf(Energy part, Energy whole) {
        return part.equals(whole)
                ? this
                : new Money(HalfEven.multiplyDivide(micropence, part.millijoules(), whole.millijoules()));
    }

    /** This money per energy, half-even at 1e-4 p/kWh. */
    public Price per(Energy energy) {
        return new Price(HalfEven.multiplyDivide(micropence, ENERGY_TIMES_PRICE_PER_MICROPENNY, energy.millijoules()));
    }

    public BigDecimal toPence() {
        return BigDecimal.valueOf(micropence, 6);
    }

    /** Pounds, exactly: eight decimals. */
    public BigDecimal toPounds() {
        return BigDecimal.valueOf(micropence, 8);
    }

    /** Pounds for a table, half-even at a penny. */
    public BigDecimal toPoundsAndPence() {
        return toPounds().setScale(2, RoundingMode.HALF_EVEN);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(micropence, other.micropence);
    }
}
