package ems.ledger.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.VehicleId;
import ems.market.record.AgentKey;
import ems.market.record.MeterAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MeterKeyTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final MeterSigningKey KEY = MeterSigningKey.of(
            MeterAlgorithm.SECP256R1, "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");

    /** RFC 6979, appendix A.2.3 and A.2.5 (P-192 and P-256 with SHA-256), A.2.6 (P-384 with SHA-256). */
    @ParameterizedTest
    @CsvSource({
        "SECP256R1, c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721, sample,"
                + " efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716,"
                + " f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        "SECP256R1, c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721, test,"
                + " f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367,"
                + " 019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083",
        "SECP192R1, 6fab034934e4c0fc9ae67f5b5659a9d7d1fefd187ee09fd4, sample,"
                + " 4b0b8ce98a92866a2820e20aa6b75b56382e0f9bfd5ecb55,"
                + " ccdb006926ea9565cbadc840829d8c384e06de1f1e381b85",
        "SECP384R1, 6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d896d5724e4c70a825f872c9ea60d2edf5, sample,"
                + " 21b13d1e013c7fa1392d03c5f99af8b30c570c6f98d4ea8e354b63a21d3daa33bde1e888e63355d92fa2b3c36d8fb2cd,"
                + " f3aa443fb107745bf4bd77cb3891674632068a10ca67e3d45db2266fa7d1feebefdc63eccd1ac42ec0cb8668a4fa0ab0"
    })
    void signsAsRfc6979Does(MeterAlgorithm algorithm, String secret, String message, String r, String s) {
        byte[] text = message.getBytes(StandardCharsets.US_ASCII);
        var key = MeterSigningKey.of(algorithm, secret);
        BigInteger[] pair = {new BigInteger(r, 16), new BigInteger(s, 16)};
        assertThat(key.sign(text)).containsExactly(pair);
        assertThat(key.publicKey().agrees(text, pair[0], pair[1])).isTrue();
        assertThat(key.publicKey().agrees(new byte[] {1}, pair[0], pair[1])).isFalse();
    }

    @Test
    void isThePublicHalf() {
        assertThat(KEY.publicKey())
                .isEqualTo(MeterKey.of(
                        MeterAlgorithm.SECP256R1,
                        HEX.parseHex("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                                + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299")));
    }

    @ParameterizedTest
    @EnumSource
    void eachCurveHasAKeyThatTheRegistryTakes(MeterAlgorithm algorithm) {
        var key = MeterSigningKey.of(algorithm, "0123456789abcdef").publicKey();
        assertThat(MeterKey.parse(algorithm, key.text())).isEqualTo(key);
        var registered = new AgentKey(new VehicleId("EV1"), algorithm.registered(), key.text());
        assertThat(AgentKey.meterAlgorithm(registered.algorithm())).isEqualTo(algorithm);
        assertThat(MeterAlgorithm.of(algorithm.word())).isEqualTo(algorithm);
    }

    @Test
    void aSignatureOfZerosIsFalse() {
        assertThat(KEY.publicKey().agrees(new byte[] {1, 2, 3}, BigInteger.ZERO, BigInteger.ZERO))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 64, 65})
    void aPointBesideTheCurveIsNoKey(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeterKey.of(MeterAlgorithm.SECP256R1, new byte[length]))
                .withMessageContaining("secp256r1");
    }
}
