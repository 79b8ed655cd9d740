package ems.market.horizon;

import java.time.LocalTime;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.party.FleetFill;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HorizonTableTest {

    /** Falls by 10 from fill to fill and by 1 from half-hour to half-hour, from 500. */
    private static final HorizonTable FALLING = HorizonTable.of(IntStream.range(0, HorizonTable.SPANS)
            .mapToObj(span -> IntStream.range(0, HorizonTable.FILLS)
                    .map(fill -> 500 - span - 10 * fill)
                    .toArray())
            .toArray(int[][]::new));

    @ParameterizedTest
    @CsvSource({
        "00:00,   0, 1000, 500",
        "00:29,   0, 1000, 500",
        "00:30,   0, 1000, 499",
        "23:59,   0, 1000, 453",
        "00:00, 100, 1000, 490",
        "00:00, 149, 1000, 485",
        "00:00, 151, 1000, 485",
        "00:00, 160, 1000, 484",
        "00:00, 999, 1000, 400",
        "00:00, 1000, 1000, 400",
        "00:00,   0,    0, 500",
        "00:00, 4611686018427387903, 9223372036854775807, 450",
    })
    void thePriceIsThatOfTheHalfHourBetweenTheNearestFills(LocalTime time, long held, long capacity, int perMille) {
        assertThat(FALLING.price(time, new FleetFill(new Energy(held), new Energy(capacity))))
                .isEqualTo(new HorizonPrice(perMille));
    }

    @Test
    void theTextReadsBackAndHasOneHash() {
        var text = FALLING.text();

        assertThat(text).startsWith("ems-horizon-table 1\n00:00 500 490 480").endsWith("363 353\n");
        assertThat(HorizonTable.parse(text)).isEqualTo(FALLING).hasSameHashCodeAs(FALLING);
        assertThat(HorizonTable.parse(text).hash())
                .isEqualTo(FALLING.hash())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(HorizonTable.WITHOUT_PAST_DAYS.hash());
    }

    @Test
    void theGreatestPricesReadBack() {
        var least = HorizonTable.constant(new HorizonPrice(-HorizonPrice.MOST));

        assertThat(HorizonTable.parse(least.text())).isEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({
        "'00:00 500 ', '00:00 991 ', price 1 at 00:00 of a horizon table is not a whole number per mille from -990 to 990: '991'",
        "'00:00 500 ', '00:00 -991 ', '''-991'''",
        "'00:00 500 ', '00:00 0500 ', '''0500'''",
        "'00:00 500 ', '00:00 +500 ', '''+500'''",
        "'00:00 500 ', '00:00 -0 ', '''-0'''",
        "'00:00 500 ', '00:00 99999999999 ', '''99999999999'''",
        "'00:00 500 ', '00:00 5e2 ', '''5e2'''",
        "'00:00 500 ', '00:00  500 ', 'line 2 of a horizon table has 00:00 and 11 prices'",
        "'00:00 500 ', '00:01 500 ', 'line 2 of a horizon table has 00:00 and 11 prices'",
        "'00:00 500 ', '00:00 500 500 ', 'line 2 of a horizon table has 00:00 and 11 prices'",
        "'table 1', 'table 2', 'begins with ''ems-horizon-table 2'''",
        "'400\n', '400\r\n', 'price 11 at 00:00'",
        "'353\n', '353', 'has 48 line ends'",
        "'353\n', '353\n\n', 'has 50 line ends'",
    })
    void aTextThatIsNotWhatATableWritesIsRefused(String part, String instead, String message) {
        var text = FALLING.text().replace(part, instead);

        assertThatThrownBy(() -> HorizonTable.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aHugeTextIsRefusedUnread() {
        assertThatThrownBy(() -> HorizonTable.parse(" ".repeat(10_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a horizon table of 10000 characters: none has more than 2948");
    }
}
