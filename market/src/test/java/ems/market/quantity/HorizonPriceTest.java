package ems.market.quantity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HorizonPriceTest {

    @ParameterizedTest
    @CsvSource({"0, 1000, 1000, 50.00", "500, 1500, 500, 75.00", "990, 1990, 10, 99.50", "-990, 10, 1990, 0.50"})
    void itWeighsBothSides(int perMille, int stored, int released, String share) {
        var price = new HorizonPrice(perMille);
        assertThat(price.stored()).isEqualTo(stored);
        assertThat(price.released()).isEqualTo(released);
        assertThat(price.share().toPercent()).hasToString(share);
    }

    @ParameterizedTest
    @ValueSource(ints = {-991, 991, 1_000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void beyondTheBoundOneSideWouldCountForNothing(int perMille) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HorizonPrice(perMille))
                .withMessageContaining("horizon price of " + perMille + " per mille is outside [-990, 990]");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 500", "-0.99, -990", "0.99, 990", "0, 0", ".001, 1", "5e-1, 500", "0.500, 500"})
    void aSettingIsAShareOfOne(String text, int perMille) {
        assertThat(HorizonPrice.parse(text)).isEqualTo(new HorizonPrice(perMille));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "1", "-1", "0.991", "0.0001", "0,5", "half", "NaN", "1e9", "1e999999999", "1e-999999999"
            })
    void anythingElseIsRefusedWithTheBoundAndWhatToDo(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HorizonPrice.parse(text))
                .withMessage(
                        "'" + text + "' is not a horizon price: write a number from -0.99 to 0.99 with at most three"
                                + " decimals, such as 0.5, or leave it out to weigh storing and releasing alike");
    }

    @Test
    void aLongTextIsCut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HorizonPrice.parse("0.".concat("0".repeat(5_000))))
                .withMessageStartingWith("'0.000000000000000000...' is not a horizon price");
    }

    @Test
    void itIsWrittenAsItIsRead() {
        var price = new HorizonPrice(-250);
        assertThat(price.toShare()).hasToString("-0.250");
        assertThat(HorizonPrice.parse(price.toShare().toString())).isEqualTo(price);
    }
}
