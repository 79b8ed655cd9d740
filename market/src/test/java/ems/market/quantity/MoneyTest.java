package ems.market.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MoneyTest {

    private static final BigDecimal MILLIJOULES_PER_KILOWATT_HOUR = new BigDecimal("3600000000");
    private static final long MOST_ENERGY = 1_000_000_000_000_000L;
    private static final long MOST_PRICE = 10_000_000;

    @Test
    void aKilowattHourCostsItsPrice() {
        var resale = Price.ofPencePerKilowattHour("19.7395");
        assertThat(Money.of(Energy.ofKilowattHours("1"), resale)).isEqualTo(new Money(19_739_500));
        assertThat(new Money(19_739_500).toPence()).isEqualTo(new BigDecimal("19.739500"));
    }

    /** 18 mJ at 1 p/kWh is 0.005 micro-pence, so 1,800 mJ is half a micro-penny and 5,400 mJ one and a half. */
    @Test
    void roundsTiesToTheEvenMicropenny() {
        var penny = Price.ofPencePerKilowattHour("1");
        var owedPenny = Price.ofPencePerKilowattHour("-1");
        assertThat(Money.of(new Energy(1_800), penny)).isEqualTo(new Money(0));
        assertThat(Money.of(new Energy(1_801), penny)).isEqualTo(new Money(1));
        assertThat(Money.of(new Energy(5_400), penny)).isEqualTo(new Money(2));
        assertThat(Money.of(new Energy(9_000), penny)).isEqualTo(new Money(2));
        assertThat(Money.of(new Energy(5_400), owedPenny)).isEqualTo(new Money(-2));
        assertThat(Money.of(new Energy(9_000), owedPenny)).isEqualTo(new Money(-2));
    }

    @Test
    void overflowIsAnErrorNeverAWrapAround() {
        var most = new Money(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.negated().minus(new Money(2))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE).negated()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.of(new Energy(Long.MAX_VALUE), new Price(36_000_001)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(Money.of(new Energy(Long.MAX_VALUE), new Price(36_000_000))).isEqualTo(most);
    }

    @Test
    void moneyIsOrderedByItsAmount() {
        assertThat(new Money(-1)).isLessThan(Money.ZERO);
        assertThat(new Money(2)).isGreaterThan(new Money(1)).isEqualByComparingTo(new Money(2));
    }

    @Test
    void poundsHaveEightDecimalsAndATableTwo() {
        assertThat(new Money(123_456_789).toPounds()).isEqualTo(new BigDecimal("1.23456789"));
        assertThat(new Money(50_000_000).toPoundsAndPence()).isEqualTo(new BigDecimal("0.50"));
        assertThat(new Money(500_000).toPoundsAndPence()).isEqualTo(new BigDecimal("0.00"));
        assertThat(new Money(1_500_000).toPoundsAndPence()).isEqualTo(new BigDecimal("0.02"));
    }

    @Test
    void allOfTheEnergyTakesAllOfTheMoney() {
        assertThat(new Money(7).shareOf(new Energy(3), new Energy(3))).isEqualTo(new Money(7));
        assertThat(new Money(7).shareOf(new Energy(1), new Energy(2))).isEqualTo(new Money(4));
        assertThat(new Money(5).shareOf(new Energy(1), new Energy(2))).isEqualTo(new Money(2));
    }

    @Property
    void energyTimesPriceIsRoundedOnce(
            @ForAll @LongRange(max = MOST_ENERGY) long millijoules,
            @ForAll @LongRange(min = -MOST_PRICE, max = MOST_PRICE) long price) {
        long expected = BigDecimal.valueOf(millijoules)
                .multiply(BigDecimal.valueOf(price, 4))
                .movePointRight(6)
                .divide(MILLIJOULES_PER_KILOWATT_HOUR, 0, RoundingMode.HALF_EVEN)
                .longValueExact();
        assertThat(Money.of(new Energy(millijoules), new Price(price))).isEqualTo(new Money(expected));
    }

    @Property
    void moneyPerEnergyIsRoundedOnce(
            @ForAll @LongRange(min = 1, max = MOST_ENERGY) long millijoules,
            @ForAll @LongRange(min = -MOST_ENERGY, max = MOST_ENERGY) long micropence) {
        var expected = BigDecimal.valueOf(micropence, 6)
                .multiply(MILLIJOULES_PER_KILOWATT_HOUR)
                .divide(BigDecimal.valueOf(millijoules), 4, RoundingMode.HALF_EVEN);
        Assume.that(expected.unscaledValue().bitLength() < Long.SIZE);
        assertThat(new Money(micropence).per(new Energy(millijoules)).toPencePerKilowattHour())
                .isEqualTo(expected);
    }
}
