package ems.chains.iota;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against what IOTA's own SDK makes: vectors/make.mjs. */
class IotaNotarizationTest {

    @TempDir
    Path folder;

    static List<JsonNode> vectors() throws IOException {
        try (InputStream in = IotaNotarizationTest.class.getResourceAsStream("notarizations.json")) {
            var vectors = JsonMapper.builder().build().readTree(in);
            assertThat(vectors).hasSize(3);
            return StreamSupport.stream(vectors.spliterator(), false).toList();
        }
    }

    static IotaKey key(Path folder, String seed) throws IOException {
        var file = Files.createTempFile(folder, "key", "");
        Files.writeString(file, seed);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return IotaKey.read(file);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theTransactionIsTheSdksByteForByte(JsonNode vector) throws IOException {
        var key = key(folder, vector.path("seed").asText());
        var coin = new GasCoin(
                ObjectId.parse(vector.path("coin").asText()),
                Long.parseUnsignedLong(vector.path("version").asText()),
                Base58.digest(vector.path("coinDigest").asText()));
        var notarization = new IotaNotarization(
                ObjectId.parse(vector.path("package").asText()),
                HexFormat.of().parseHex(vector.path("data").asText()),
                vector.path("label").asText(),
                Instant.ofEpochSecond(vector.path("unlockAt").asLong()));
        var signed = notarization.signed(
                key,
                coin,
                vector.path("gasPrice").asLong(),
                vector.path("budget").asLong());
        assertThat(key.address()).isEqualTo(vector.path("address").asText());
        assertThat(signed.bytes()).isEqualTo(vector.path("bytes").asText());
        assertThat(signed.signature()).isEqualTo(vector.path("signature").asText());
        assertThat(signed.digest()).isEqualTo(vector.path("digest").asText());
    }

    @Test
    void aDigestIsReadAndWritten() {
        byte[] zerosFirst = new byte[32];
        zerosFirst[31] = 58;
        for (byte[] digest : List.of(new byte[32], zerosFirst, IotaKey.blake2b(zerosFirst))) {
            assertThat(Base58.digest(Base58.of(digest))).isEqualTo(digest);
        }
        assertThat(Base58.of(zerosFirst)).isEqualTo("1".repeat(31) + "21");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "0",
                "l",
                "11111111111111111111111111111111O",
                "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
            })
    void whatIsNoDigestIsRefused(String text) {
        assertThatThrownBy(() -> Base58.digest(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2106-02-07T06:28:16Z", "1969-12-31T23:59:59Z"})
    void aLockThatThePackageCannotKeepIsRefused(String unlockAt) {
        var instant = Instant.parse(unlockAt);
        var id = ObjectId.parse("0x2");
        assertThatThrownBy(() -> new IotaNotarization(id, new byte[0], "", instant))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(unlockAt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0x", "6", "0xg", "0x00412bd469b7f980227c6c574090348239852e43aa07818b315854fdd8a2d25f0"})
    void whatIsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> ObjectId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingShowsTheKey() throws IOException {
        var seed = "07".repeat(32);
        assertThat(key(folder, seed).toString()).startsWith("key of 0x").doesNotContain("0707");
    }
}
