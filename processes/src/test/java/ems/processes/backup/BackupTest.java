package ems.processes.backup;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.key.KeyFolder;
import ems.processes.folder.DataFolder;
import ems.processes.folder.FolderTree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A data folder goes into one file and comes out of it: whole, verified, or not at all. */
class BackupTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final DatabaseLogin LOGIN = new DatabaseLogin("sa", "sa");
    private static final Optional<char[]> PASSPHRASE = Optional.of("correct horse".toCharArray());

    @TempDir
    Path temporary;

    private Path data;
    private Path file;
    private Path restored;

    @BeforeEach
    void aFolderAtRest() throws IOException {
        data = KeptData.unzippedInto(temporary.resolve("data"));
        file = temporary.resolve("backups").resolve("market.zip");
        restored = temporary.resolve("restored");
    }

    private BackupManifest backUp() throws IOException {
        return backUp(PASSPHRASE);
    }

    private BackupManifest backUp(Optional<char[]> passphrase) throws IOException {
        return new BackingUp(data, LOGIN, passphrase).to(file, new FolderCopy(data, LOGIN), NOW);
    }

    private BackupManifest restore() throws IOException {
        return restore(PASSPHRASE);
    }

    private BackupManifest restore(Optional<char[]> passphrase) throws IOException {
        return new Restoring(LOGIN, passphrase).from(file, restored);
    }

    private void notRestored(String... why) {
        assertThatThrownBy(this::restore)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(why);
        assertThat(restored).doesNotExist();
    }

    @Test
    void whatWasBackedUpIsRestored() throws IOException {
        var manifest = backUp();

        assertThat(manifest.ledgers()).containsExactly(KeptData.HEAD);
        assertThat(restore()).isEqualTo(manifest);
        for (String name : List.of(
                "format.txt",
                "clock-at-speed-60",
                "anchors/demo/anchors.txt",
                "keys/rsu-1.ed25519.pem",
                "keys/demo/vehicle-EV5.ed25519.pem",
                "models/demo/global-000002.safetensors",
                "rule-versions/demo/activated.csv",
                "rule-versions/demo/31243ac251ee/pricing.csv")) {
            assertThat(restored.resolve(name)).hasSameBinaryContentAs(data.resolve(name));
        }
        assertThat(permissions("keys")).isEqualTo("rwx------");
        assertThat(permissions("keys/rsu-1.ed25519.pem")).isEqualTo("rw-------");
        assertThat(new KeyFolder(restored.resolve("keys"), Optional.empty(), new SecureRandom())
                        .signingKey("rsu-1")
                        .publicKey())
                .isEqualTo(new KeyFolder(data.resolve("keys"), Optional.empty(), new SecureRandom())
                        .signingKey("rsu-1")
                        .publicKey());
    }

    @Test
    void onlyTheOwnerMayReadABackup() throws IOException {
        backUp();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(restored.resolve(name)));
    }

    @Test
    void whatIsRestoredCanBeBackedUpAgain() throws IOException {
        backUp();
        restore();
        data = restored;
        file = temporary.resolve("again.zip");
        restored = temporary.resolve("once more");

        assertThat(backUp().ledgers()).containsExactly(KeptData.HEAD);
        assertThat(restore().ledgers()).containsExactly(KeptData.HEAD);
    }

    @Test
    void foldersBehindLinksAreBackedUp() throws IOException {
        for (String name : List.of("keys", "anchors")) {
            var elsewhere = temporary.resolve("other-disk-" + name);
            Files.move(data.resolve(name), elsewhere);
            Files.createSymbolicLink(data.resolve(name), elsewhere);
        }
        var real = data;
        data = Files.createSymbolicLink(temporary.resolve("link"), real);

        backUp();
        restore();

        assertThat(restored.resolve("keys/rsu-1.ed25519.pem"))
                .hasSameBinaryContentAs(real.resolve("keys/rsu-1.ed25519.pem"));
        assertThat(restored.resolve("anchors/demo/anchors.txt"))
                .hasSameBinaryContentAs(real.resolve("anchors/demo/anchors.txt"));
        assertThat(restored.resolve("models/demo/global-000002.safetensors"))
                .hasSameBinaryContentAs(real.resolve("models/demo/global-000002.safetensors"));
    }

    @Test
    void nothingIsLeftBesideWhatWasAskedFor() throws IOException {
        backUp();
        restore();

        assertThat(file.getParent()).isDirectoryNotContaining("glob:**/.*");
        try (var all = Files.list(temporary)) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("data", "backups", "restored");
        }
    }

    @Test
    void privateKeysAreNotWrittenInClear() throws IOException {
        assertThatThrownBy(() -> backUp(Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("are in clear", "EMS_BACKUP_PASSPHRASE");
        assertThat(file).doesNotExist();

        backUp();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1))
                        .as(entry.getName())
                        .doesNotContain("PRIVATE KEY");
            }
        }
    }

    @Test
    void keysUnderAPassphraseOfTheirOwnNeedNoOther() throws IOException {
        FolderTree.delete(data.resolve("keys"));
        var own = Optional.of("their own".toCharArray());
        var key = new KeyFolder(data.resolve("keys"), own, new SecureRandom())
                .signingKey("rsu-1")
                .publicKey();

        backUp(Optional.empty());
        restore(Optional.empty());

        assertThat(new KeyFolder(restored.resolve("keys"), own, new SecureRandom())
                        .signingKey("rsu-1")
                        .publicKey())
                .isEqualTo(key);
    }

    @Test
    void anotherPassphraseOpensNothing() throws IOException {
        backUp();

        assertThatThrownBy(() -> restore(Optional.of("wrong".toCharArray())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not open with this passphrase");
        assertThatThrownBy(() -> restore(Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EMS_BACKUP_PASSPHRASE");
        assertThat(restored).doesNotExist();
    }

    @Test
    void aFilledFolderIsLeftAlone() throws IOException {
        backUp();
        Files.createDirectory(restored);
        Files.writeString(restored.resolve("mine"), "mine");

        assertThatThrownBy(this::restore)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not empty");
        assertThat(restored.resolve("mine")).hasContent("mine");
        Files.delete(restored.resolve("mine"));
        assertThat(restore().ledgers()).containsExactly(KeptData.HEAD);
    }

    @Test
    void aBackupIsNotReplacedAndNotPutIntoTheFolderItself() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "of yesterday");
        assertThatThrownBy(this::backUp).hasMessageContaining("is there already");
        assertThat(file).hasContent("of yesterday");

        file = data.resolve("market.zip");
        assertThatThrownBy(this::backUp).hasMessageContaining("lies in the data folder itself");
    }

    @Test
    void aChangedByteIsFoundInItsPart() throws IOException {
        var manifest = backUp();
        long at = 0;
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.size()).isEqualTo(manifest.parts().size() + 1);
        }
        byte[] whole = Files.readAllBytes(file);
        for (BackupPart part : manifest.parts()) {
            at = indexOf(whole, part.name(), Math.toIntExact(at)) + part.name().length();
            flip(at + 3);
            notRestored("is damaged", part.name());
            flip(at + 3);
        }
        assertThat(restore()).isEqualTo(manifest);
    }

    /** The head of each part in the archive ends with its name, and its content follows. */
    private static int indexOf(byte[] whole, String name, int from) {
        byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
        for (int i = from; i < whole.length - wanted.length; i++) {
            if (Arrays.equals(whole, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError(name + " is not in the archive");
    }

    private void flip(long at) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int value = bytes.read();
            bytes.seek(at);
            bytes.write(value ^ 0x10);
        }
    }

    @Test
    void aCutBackupIsRefusedWhereverItEnds() throws IOException {
        backUp();
        byte[] whole = Files.readAllBytes(file);
        List<Integer> lengths = new ArrayList<>(List.of(0, 1, 30, 500, whole.length - 1, whole.length - 22));
        for (int twentieth = 1; twentieth < 20; twentieth++) {
            lengths.add(whole.length / 20 * twentieth);
        }
        for (int length : lengths) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(length);
            }
            var refusal = catchThrowable(this::restore);
            assertThat(refusal).as("cut to %d bytes", length).isInstanceOf(IllegalArgumentException.class);
            assertThat(refusal.getMessage())
                    .containsAnyOf(
                            "cut off in its part ", "cut off before its part ", "its manifest", "directory at its end");
            assertThat(restored).doesNotExist();
            Files.write(file, whole);
        }
    }

    @Test
    void aNewerBackupAndANewerFolderAreRefusedByName() throws IOException {
        var manifest = backUp();
        rewrite(manifest.text().replaceFirst("ems-backup-1", "ems-backup-2"));
        notRestored("it has the format ems-backup-2, and this build reads ems-backup-1");

        rewrite(new BackupManifest(NOW, 99, manifest.ledgers(), manifest.parts()).text());
        notRestored("a data folder of the format ems-data-99, and this build reads no newer one than "
                + DataFolder.FORMAT.text());
    }

    @Test
    void aManifestThatNamesAnotherHeadIsRefused() throws IOException {
        var manifest = backUp();
        var other = List.of(new LedgerHead(KeptData.HEAD.grid(), 128, "0".repeat(64)));
        rewrite(new BackupManifest(NOW, 1, other, manifest.parts()).text());
        notRestored("its manifest names", "and its database holds");
    }

    /** Puts another manifest before the same parts. */
    private void rewrite(String text) throws IOException {
        var other = temporary.resolve("other.zip");
        try (var from = new ZipInputStream(Files.newInputStream(file));
                var to = new ZipOutputStream(Files.newOutputStream(other))) {
            for (var entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(
                        entry.getName().equals("manifest.txt")
                                ? text.getBytes(StandardCharsets.UTF_8)
                                : from.readAllBytes());
            }
        }
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aPartThatTheManifestDoesNotNameIsRefused() throws IOException {
        var manifest = backUp();
        var fewer = manifest.parts().subList(0, manifest.parts().size() - 1);
        rewrite(new BackupManifest(NOW, 1, manifest.ledgers(), fewer).text());
        notRestored("which its manifest does not name");
    }

    @Test
    void aPartNeverLeavesTheFolder() {
        for (String name : List.of("../out", "a/../../out", "/out", "a//b", "a/./b", "", "a/..")) {
            assertThatThrownBy(() -> new BackupPart(name, 0, "0".repeat(64)))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aWrongLedgerIsNotBackedUp() throws Exception {
        inDatabase("update block set root = '" + "0".repeat(64) + "' where height = 77");

        assertThatThrownBy(this::backUp)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("the ledger of grid demo is wrong", "block 77");
        assertThat(file).doesNotExist();
        assertThat(file.getParent()).isEmptyDirectory();
    }

    private void inDatabase(String statement) throws SQLException {
        try (var database = LOGIN.in(data).getConnection();
                var update = database.createStatement()) {
            assertThat(update.executeUpdate(statement)).isEqualTo(1);
        }
    }

    @Test
    void aRunningMarketThatCannotBeAskedIsNotBackedUp() throws IOException {
        Files.writeString(data.resolve("format.txt"), "ems-data-1\n");
        try (var running = FileChannel.open(data.resolve("ems.mv.db"), StandardOpenOption.WRITE);
                var lock = running.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(this::backUp)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("a market runs in", "does not say where it answers");
            Files.writeString(data.resolve("address.txt"), "http://127.0.0.1:1/\n");
            assertThatThrownBy(this::backUp)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the market does not answer at http://127.0.0.1:1/api/backup/database");
        }
        assertThat(file).doesNotExist();
    }

    /** A block may be anchored while the folder is copied: an anchor without its block would stop the restored market. */
    @Test
    void anchorsAreCopiedBeforeTheDatabase() throws IOException {
        var anchors = data.resolve("anchors/demo/anchors.txt");
        String before = Files.readString(anchors);
        CopyDatabase whileItIsAnchored = to -> {
            Files.writeString(anchors, "128 " + "a".repeat(64) + "\n", StandardOpenOption.APPEND);
            new FolderCopy(data, LOGIN).to(to);
        };

        new BackingUp(data, LOGIN, PASSPHRASE).to(file, whileItIsAnchored, NOW);
        restore();

        assertThat(restored.resolve("anchors/demo/anchors.txt")).hasContent(before);
    }
}
