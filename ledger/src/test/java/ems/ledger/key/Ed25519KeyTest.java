package ems.ledger.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class Ed25519KeyTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final SigningKey KEY =
            SigningKey.of(HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    private static final byte[] MESSAGE = "six steps a minute".getBytes(StandardCharsets.US_ASCII);

    /** RFC 8032, section 7.1: tests 1, 2, 3, 1024 and SHA(abc). */
    @ParameterizedTest
    @CsvFileSource(resources = "rfc8032.csv", numLinesToSkip = 1, emptyValue = "", maxCharsPerColumn = 4_096)
    void signsAndAgreesAsTheStandardDoes(String seed, String publicKey, String message, String signature) {
        var key = SigningKey.of(HEX.parseHex(seed));
        byte[] signed = HEX.parseHex(message == null ? "" : message);
        assertThat(HEX.formatHex(key.publicKey().bytes())).isEqualTo(publicKey);
        assertThat(HEX.formatHex(key.sign(signed))).isEqualTo(signature);
        assertThat(new Ed25519Key(HEX.parseHex(publicKey)).agrees(signed, HEX.parseHex(signature)))
                .isTrue();
    }

    @Test
    void oneOtherBitIsAnotherSignature() {
        byte[] signature = KEY.sign(MESSAGE);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] other = signature.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(KEY.publicKey().agrees(MESSAGE, other)).as("bit " + bit).isFalse();
        }
    }

    /** Adding the group's order to s gives a second text for the same signature, which would pass as a new one. */
    @Test
    void thereIsOneSignatureOnly() {
        byte[] signature = KEY.sign(MESSAGE);
        var order = BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
        var s = BigInteger.ZERO;
        for (int i = 63; i >= 32; i--) {
            s = s.shiftLeft(8).add(BigInteger.valueOf(signature[i] & 0xff));
        }
        s = s.add(order);
        for (int i = 32; i < 64; i++) {
            signature[i] = s.byteValue();
            s = s.shiftRight(8);
        }
        assertThat(s).isZero();
        assertThat(KEY.publicKey().agrees(MESSAGE, signature)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 65})
    void aSignatureOfAnotherLengthIsFalse(int length) {
        assertThat(KEY.publicKey().agrees(MESSAGE, new byte[length])).isFalse();
    }

    /** Under such a key anyone's signature agrees. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void aPointOfSmallOrderOrNoneIsNoKey(String bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ed25519Key(HEX.parseHex(bytes)))
                .withMessageContaining("is no public key of Ed25519");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp",
                "é"
            })
    void aTextThatIsNoKeyIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519Key.parse(text));
    }

    @Test
    void theSecretStandsInNoText() {
        assertThat(KEY.toString()).isEqualTo("the signing key of 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    }
}
