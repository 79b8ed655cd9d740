package ems.market.party;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IdentifierTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "Z0", "house_1", "EV-3", "a.b", "-", "_"})
    void lettersDigitsDotUnderscoreAndHyphen(String text) {
        assertThat(new GridId(text)).hasToString(text);
        assertThat(new ProsumerId(text)).hasToString(text);
        assertThat(new VehicleId(text)).hasToString(text);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "`", "{", "@", "[", "/", ",", "^", ".", ".a", "..", "a/b", "a|b", "a~b", "a b", "a:b", "ä", "a\n",
                "a\u0000", "\uff11", "\ud800"
            })
    void nothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GridId(text)).withMessageContaining("grid id");
        assertThatIllegalArgumentException().isThrownBy(() -> new ProsumerId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new VehicleId(text));
    }

    @Test
    void atMost64Characters() {
        assertThat(new GridId("a".repeat(64)).text()).hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GridId("a".repeat(65)))
                .withMessageContaining("1 to 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GridId("a".repeat(1_000_000)))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void aRefusalQuotes64CharactersAtMost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GridId("a".repeat(63) + "/"))
                .withMessageStartingWith("'" + "a".repeat(63) + "/' is not a grid id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GridId("a".repeat(65)))
                .withMessageStartingWith("'" + "a".repeat(64) + "...' is not a grid id");
    }
}
