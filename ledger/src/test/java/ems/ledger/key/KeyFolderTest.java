package ems.ledger.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

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

    private static final String PLAIN = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIDoT4w/Hk1sksdPFE4L6bPcREbL0iyx2ptPefAmorJTS
            -----END PRIVATE KEY-----
            """;

    /** Under the same passphrase. */
    private static final String ENCRYPTED = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIGnMGMGCSqGSIb3DQEFDTBWMDUGCSqGSIb3DQEFDDAoBBBS4WeB2vESFkcEFr1F
            /3DWAgMJJ8ACASAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEO5li+nfzi4l
            2YZ2Pe+6nRMEQHaQ3JQldDwYL2ovUlf48cgEIUN4p6/qZi8zG0pabMJJxEyfaCj4
            vwjk3giGPybNBkv3pN6y9Uc9SOzQa9nM4L8=
            -----END ENCRYPTED PRIVATE KEY-----
            """;

    private static final String P256 = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwnCmxyuYuOM9Q8pE
            ceCSoXSxPQze90b8zbtjhpvTlOChRANCAATh4f+FiNRU7VD8WeMxB2bMRvISqt45
            fcF38tgQQByU/Y/7xBvMkdr85jOet8pw60hTXNUS3r4i9I2Q3nf46UMe
            -----END PRIVATE KEY-----
            """;

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

    /** What a folder holds outlives the code that wrote it. */
    @Test
    void keysThatEarlierBuildsWroteAreRead() throws IOException {
        put(PLAIN);
        assertThat(keys(Optional.empty()).signingKey("rsu-1").publicKey().text())
                .isEqualTo("Wu35BlheNFOJwaSbtLuCzLXowStMN2_nJh_UmpF25Ow");
        Files.delete(file());
        put(ENCRYPTED);
        assertThat(keys(PASSPHRASE).signingKey("rsu-1").publicKey().text())
                .isEqualTo("zJRV7en9Wu7WOj9h8_2JKKkucZXQWP1KgFMYHcZ7wq0");
    }

    /** Byte for byte but for the key, salt and start of the cipher, and the optional length of the derived key. */
    @Test
    void keysAreWrittenAsEarlierBuildsWroteThem() throws IOException {
        keys(Optional.empty()).signingKey("rsu-1");
        assertThat(bytes(Files.readString(file()), 0, 16)).isEqualTo(bytes(PLAIN, 0, 16));
        Files.delete(file());
        keys(PASSPHRASE).signingKey("rsu-1");
        String written = Files.readString(file());
        assertThat(bytes(written, 5, 16)).as("PBES2").isEqualTo(bytes(ENCRYPTED, 5, 16));
        assertThat(bytes(written, 20, 31)).as("PBKDF2").isEqualTo(bytes(ENCRYPTED, 20, 31));
        assertThat(bytes(written, 33, 35)).as("salt of 16 bytes").isEqualTo(bytes(ENCRYPTED, 33, 35));
        assertThat(bytes(written, 51, 56)).as("600,000 rounds").isEqualTo(bytes(ENCRYPTED, 51, 56));
        assertThat(bytes(written, 56, 85)).as("HMAC-SHA-256, AES-256-CBC").isEqualTo(bytes(ENCRYPTED, 59, 88));
        assertThat(bytes(written, 101, 103)).as("64 bytes").isEqualTo(bytes(ENCRYPTED, 104, 106));
        assertThat(written.lines().count()).isEqualTo(ENCRYPTED.lines().count());
    }

    private static byte[] bytes(String pem, int from, int until) {
        String body = pem.lines().filter(line -> !line.startsWith("-")).collect(Collectors.joining());
        return Arrays.copyOfRange(Base64.getDecoder().decode(body), from, until);
    }

    private Path file() {
        return folder().resolve("rsu-1.ed25519.pem");
    }

    private void put(String key) throws IOException {
        keys(Optional.empty());
        Files.createFile(file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file(), key);
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
        put(P256);
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
