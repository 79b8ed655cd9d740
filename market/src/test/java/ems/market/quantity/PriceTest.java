package ems.market.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PriceTest {

    private static final Percentage HALF = Percentage.of(50);

    @Test
    void thePapersResalePriceIsExact() {
        var resale = Price.ofPencePerKilowattHour("19.7395");
        assertThat(resale).isEqualTo(new Price(197_395));
        assertThat(resale).hasToString("19.7395 p/kWh");
        assertThat(Percentage.of(110).of(Price.ofPencePerKilowattHour("17.945")))
                .isEqualTo(resale);
    }

    @Test
    void realTariffsGoNegative() {
        assertThat(Price.ofPencePerKilowattHour("-3.5")).isEqualTo(new Price(-35_000));
        assertThat(new Price(-35_000)).hasToString("-3.5000 p/kWh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00001", "1000000000", "-1000000000", "1E+2147483647", "1E-2147483647"})
    void tooFineOrTooLargeIsRefused(String price) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Price.ofPencePerKilowattHour(price))
                .withMessageContaining("p/kWh");
    }

    @Test
    void theLargestAndTheFinestAreTaken() {
        assertThat(Price.ofPencePerKilowattHour("999999999.9999")).isEqualTo(new Price(9_999_999_999_999L));
        assertThat(Price.ofPencePerKilowattHour("0.000100")).isEqualTo(new Price(1));
    }

    @Test
    void halfWayRoundsTheResultToTheEvenUnit() {
        assertThat(new Price(1).towards(new Price(2), HALF)).isEqualTo(new Price(2));
        assertThat(new Price(2).towards(new Price(3), HALF)).isEqualTo(new Price(2));
        assertThat(new Price(2).towards(new Price(1), HALF)).isEqualTo(new Price(2));
        assertThat(new Price(-1).towards(new Price(0), HALF)).isEqualTo(new Price(0));
    }

    @Test
    void aWayBeyondTheRangeIsRefused() {
        assertThatThrownBy(() -> new Price(Long.MIN_VALUE).towards(new Price(Long.MAX_VALUE), HALF))
                .isInstanceOf(ArithmeticException.class);
    }

    @Property
    void towardsIsTheWeightedMean(
            @ForAll @LongRange(min = -9_999_999, max = 9_999_999) long from,
            @ForAll @LongRange(min = -9_999_999, max = 9_999_999) long to,
            @ForAll @LongRange(max = 10_000) long hundredths) {
        var share = BigDecimal.valueOf(hundredths, 4);
        long expected = BigDecimal.valueOf(from)
                .multiply(BigDecimal.ONE.subtract(share))
                .add(BigDecimal.valueOf(to).multiply(share))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        assertThat(new Price(from).towards(new Price(to), new Percentage(hundredths)))
                .isEqualTo(new Price(expected));
    }
}
