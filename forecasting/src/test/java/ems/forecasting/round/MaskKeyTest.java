package ems.forecasting.round;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.forecasting.federation.Masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MaskKeyTest {

    /** RFC 7748, section 6.1: Alice's. */
    private static final String ALICE = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";

    @Test
    void isReadAsItIsWritten() {
        assertThat(MaskKey.text(MaskKey.parse(ALICE))).isEqualTo(ALICE);
        for (int i = 0; i < 50; i++) {
            var key = Masking.fresh().getPublic();
            assertThat(MaskKey.parse(MaskKey.text(key))).isEqualTo(key);
        }
    }

    /** The last ones are points of small order: whoever announced one would know all masks that it is part of. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e",
                "8520F0098930A754748B7DDCB43EF75A0DBF3A0D26381AF4EBA4A98EAA9B4E6A",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaskKey.parse(text))
                .withMessageContaining("key for masks");
    }
}
