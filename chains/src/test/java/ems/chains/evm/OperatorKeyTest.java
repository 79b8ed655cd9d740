package ems.chains.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OperatorKeyTest {

    private static final String SECRET = Anvil.KEYS.get(0);
    private static final String ADDRESS = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    @TempDir
    Path folder;

    @Test
    void theAddressIsTheOneThatIsKnown() throws IOException {
        assertThat(Keys.of(folder, SECRET).address()).hasToString(ADDRESS);
        assertThat(Keys.of(folder, "0x" + SECRET.toUpperCase() + "\n").address())
                .hasToString(ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
    void aFileThatOthersMayOpenIsRefused(String permissions) throws IOException {
        var file = Keys.file(folder, SECRET, permissions);
        assertThatThrownBy(() -> OperatorKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void theCommandThatHelpsCanBePasted() throws IOException {
        var file = Keys.file(Files.createDirectory(folder.resolve("my keys")), SECRET, "rw-r-----");
        assertThatThrownBy(() -> OperatorKey.read(file)).hasMessageEndingWith("chmod 600 '" + file + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff8",
                "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff800",
                "gc0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
            })
    void whatIsNoKeyIsRefusedAndNotShown(String text) throws IOException {
        var file = Keys.file(folder, text, "rw-------");
        assertThatThrownBy(() -> OperatorKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .satisfies(e -> assertThat(text.isEmpty() || !e.getMessage().contains(text))
                        .isTrue());
    }

    @Test
    void aLongFileIsNotRead() throws IOException {
        var file = Keys.file(folder, SECRET.repeat(100), "rw-------");
        assertThatThrownBy(() -> OperatorKey.read(file)).hasMessageContaining("longer than 1024 bytes");
    }

    @Test
    void nothingShowsTheKey() throws IOException {
        var key = Keys.of(folder, SECRET);
        var access = new ChainAccess(
                URI.create("https://node.example/secret"),
                key,
                OptionalLong.empty(),
                BigInteger.TEN,
                NodeTimeouts.USUAL);
        assertThat(key.toString()).contains(ADDRESS).doesNotContain(SECRET.substring(0, 8));
        assertThat(access.toString()).doesNotContain(SECRET.substring(0, 8)).doesNotContain("/secret");
    }
}
