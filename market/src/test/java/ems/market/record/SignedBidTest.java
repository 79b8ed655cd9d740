package ems.market.record;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SignedBidTest {

    @Test
    void aTokenIsOfLettersDigitsHyphenUnderscoreAndDot() {
        assertThat(bid("azAZ09-_.").token()).isEqualTo("azAZ09-_.");
    }

    /** Each is next to a letter, a digit or a sign that a token may hold. */
    @ParameterizedTest
    @ValueSource(chars = {'`', '{', '@', '[', '/', ':', ',', '^', '|', '\u00e4'})
    void aTokenHoldsNothingElse(char character) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bid("a" + character))
                .withMessageStartingWith("character 1 of a token");
    }

    @Test
    void aTokenIsOf1024CharactersAtMost() {
        assertThat(bid("a".repeat(1_024)).token()).hasSize(1_024);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bid("a".repeat(1_025)))
                .withMessage("a token of 1025 characters is outside [1, 1024]");
    }

    @Test
    void numbersStayBelowTwoToThe53rd() {
        long most = (1L << 53) - 1;
        var bid = new SignedBid(new VehicleId("EV1"), most, new Energy(most), new Energy(most), "e.e.e");
        assertThat(Entry.parse(bid.text())).isEqualTo(bid);
    }

    private static SignedBid bid(String token) {
        return new SignedBid(new VehicleId("EV1"), 1, Energy.ZERO, Energy.ZERO, token);
    }
}
