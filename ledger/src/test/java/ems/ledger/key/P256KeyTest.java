package ems.ledger.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class P256KeyTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String SECRET = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
    private static final P256SigningKey KEY = P256SigningKey.of(HEX.parseHex(SECRET));

    @ParameterizedTest
    @CsvSource({
        "sample, efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        "test, f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"
    })
    void signsAsRfc6979Does(String message, String signature) {
        byte[] text = message.getBytes(StandardCharsets.US_ASCII);
        assertThat(HEX.formatHex(KEY.sign(text))).isEqualTo(signature);
        assertThat(agrees(text, HEX.parseHex(signature))).isTrue();
        assertThat(agrees(new byte[] {1}, HEX.parseHex(signature))).isFalse();
    }

    @Test
    void isThePublicHalf() {
        assertThat(HEX.formatHex(KEY.publicKey().bytes()))
                .isEqualTo("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                        + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
        assertThat(P256Key.parse(KEY.publicKey().text())).isEqualTo(KEY.publicKey());
    }

    @Test
    void aSignatureOfZerosIsFalse() {
        byte[] text = {1, 2, 3};
        assertThat(agrees(text, new byte[64])).isFalse();
        assertThat(agrees(text, KEY.sign(text))).isTrue();
    }

    private static boolean agrees(byte[] message, byte[] signature) {
        return KEY.publicKey()
                .agrees(
                        message,
                        new BigInteger(1, Arrays.copyOf(signature, 32)),
                        new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
    }

    @Test
    void aPointBesideTheCurveIsNoKey() {
        byte[] bytes = KEY.publicKey().bytes();
        bytes[63] ^= 1;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> P256Key.of(bytes))
                .withMessageContaining("no point of P-256");
        assertThatIllegalArgumentException().isThrownBy(() -> P256Key.of(new byte[64]));
        assertThatIllegalArgumentException().isThrownBy(() -> P256Key.of(new byte[63]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
                "01"
            })
    void aSecretOutsideTheCurvesOrderIsRefused(String secret) {
        assertThatIllegalArgumentException().isThrownBy(() -> P256SigningKey.of(HEX.parseHex(secret)));
    }
}
