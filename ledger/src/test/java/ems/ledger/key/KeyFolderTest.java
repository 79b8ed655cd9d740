package ems.ledger.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its files have no owner, group and others")
class KeyFolderTest {

    private static final Optional<char[]> PASSPHRASE = Optional.of("correct horse".toCharArray());

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path scratch;

    private Path folder() {
        return scratch.resolve("keys");
    }

    private KeyFolder keys(Optional<char[]> passphrase) {
        return new KeyFolder(folder(), passphrase, RANDOM);
    }

    @Test
    void aKeyIsMadeOnceAndStays() {
        var made = keys(Optional.empty()).signingKey("rsu-1");
        assertThat(keys(Optional.empty()).signingKey("rsu-1").publicKey()).isEqualTo(made.publicKey());
        assertThat(keys(Optional.empty()).signingKey("rsu-2").publicKey()).isNotEqualTo(made.publicKey());
        var meter = keys(Optional.empty()).meterKey("rsu-1");
        assertThat(keys(Optional.empty()).meterKey("rsu-1").publicKey()).isEqualTo(meter.publicKey());
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        keys(Optional.empty()).signingKey("rsu-1");
        assertThat(permissions(folder())).isEqualTo("rwx------");
        assertThat(permissions(folder().resolve("rsu-1.ed25519.pem"))).isEqualTo("rw-------");
        try (var files = Files.list(folder())) {
            assertThat(files).as("nothing half made is left").hasSize(1);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
    void aKeyThatOthersMayReadIsRefused(String permissions) throws IOException {
        keys(Optional.empty()).signingKey("rsu-1");
        Path file = folder().resolve("rsu-1.ed25519.pem");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys(Optional.empty()).signingKey("rsu-1"))
                .withMessageContaining("rsu-1.ed25519.pem is open to others than its owner: " + permissions);
    }

    @Test
    void aFolderThatOthersMayEnterIsRefused() throws IOException {
        Files.createDirectory(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-x---"));
        assertThatIllegalArgumentException().isThrownBy(() -> keys(Optional.empty()));
    }

    @Test
    void aKeyUnderAPassphraseIsReadWithItAlone() throws IOException {
        var made = keys(PASSPHRASE).signingKey("rsu-1");
        assertThat(Files.readString(folder().resolve("rsu-1.ed25519.pem")))
                .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(keys(PASSPHRASE).signingKey("rsu-1").publicKey()).isEqualTo(made.publicKey());
        refuses(Optional.of("correct house".toCharArray()), "cannot be decrypted with this passphrase");
        refuses(Optional.empty(), "there is no passphrase");
    }

    @Test
    void aPlainKeyIsRefusedWhereThereIsAPassphrase() {
        keys(Optional.empty()).signingKey("rsu-1");
        refuses(PASSPHRASE, "it is not encrypted, though there is a passphrase");
    }

    private void refuses(Optional<char[]> passphrase, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys(passphrase).signingKey("rsu-1"))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "\u0000",
                "-----BEGIN PRIVATE KEY-----\n"
            })
    void whatIsNoKeyIsRefusedAndNotReplaced(String text) throws IOException {
        keys(Optional.empty()).signingKey("rsu-1");
        Path file = folder().resolve("rsu-1.ed25519.pem");
        Files.writeString(file, text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys(Optional.empty()).signingKey("rsu-1"))
                .withMessageContaining("rsu-1.ed25519.pem is not used");
        assertThat(file).hasContent(text);
    }

    @Test
    void aKeyOfTheOtherKindIsRefused() throws IOException {
        keys(Optional.empty()).meterKey("rsu-1");
        Files.move(folder().resolve("rsu-1.p256.pem"), folder().resolve("rsu-1.ed25519.pem"));
        refuses(Optional.empty(), "it is no key of Ed25519");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/b", ".x", "vehicle:EV1", "ä"})
    void aNameThatIsNoFileNameIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys(Optional.empty()).signingKey(name));
    }

    @Test
    void twoAtOnceEndWithOneKey() throws Exception {
        int many = 8;
        var together = new CyclicBarrier(many);
        var threads = Executors.newFixedThreadPool(many);
        try {
            for (int round = 0; round < 20; round++) {
                String name = "rsu-" + round;
                Callable<Ed25519Key> making = () -> {
                    var keys = keys(Optional.empty());
                    together.await();
                    return keys.signingKey(name).publicKey();
                };
                Set<Ed25519Key> made = new HashSet<>();
                List<Callable<Ed25519Key>> all = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    all.add(making);
                }
                for (Future<Ed25519Key> key : threads.invokeAll(all)) {
                    made.add(key.get());
                }
                assertThat(made).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPassphraseComesFromOnePlace() throws IOException {
        Path file = Files.writeString(scratch.resolve("passphrase"), "a b\r\n");
        assertThat(Passphrase.in(Map.of())).isEmpty();
        assertThat(Passphrase.in(Map.of(Passphrase.VALUE, "x y")))
                .hasValueSatisfying(a -> assertThat(a).containsExactly('x', ' ', 'y'));
        assertThat(Passphrase.in(Map.of(Passphrase.FILE, file.toString())))
                .hasValueSatisfying(a -> assertThat(a).containsExactly('a', ' ', 'b'));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Passphrase.in(Map.of(Passphrase.FILE, file.toString(), Passphrase.VALUE, "x")));
        assertThatIllegalArgumentException().isThrownBy(() -> Passphrase.in(Map.of(Passphrase.VALUE, "")));
    }
}
