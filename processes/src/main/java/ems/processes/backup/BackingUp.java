package ems.processes.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import ems.processes.folder.DataFolder;
import ems.processes.folder.WholeFile;

import static java.util.Objects.requireNonNull;

/**
 * Writes a data folder into one file. The market may run meanwhile: anchors are copied before the database, so that no block
 * is anchored that the copy lacks, and the rest after it, so that nothing lacks that the copy speaks of.
 */
public final class BackingUp {

    static final String KEYS = "keys";
    static final String LOCKED_KEYS = "keys.safe";
    private static final String ANCHORS = "anchors";
    private static final Set<String> LEFT_OUT = Set.of(
            ANCHORS,
            KEYS,
            DataFolder.BEFORE,
            DataFolder.ADDRESS,
            DataFolder.COPY,
            DataFolder.SETUP_TOKEN,
            DataFolder.COMMAND_TOKEN,
            DataFolder.TLS,
            "lost+found");

    private final Path data;
    private final DatabaseLogin login;
    private final Optional<char[]> passphrase;

    /**
     * @param passphrase for the keys; without one they must be under one already
     * @param login of the copied database
     */
    public BackingUp(Path data, DatabaseLogin login, Optional<char[]> passphrase) {
        this.data = data;
        this.login = login;
        this.passphrase = passphrase;
    }

    /**
     * @param file gets its name when all of it is written and checked
     * @throws IllegalArgumentException if the file is there, its place is wrong, a private key would be written in clear, or a
     *     ledger is wrong
     */
    public BackupManifest to(Path file, CopyDatabase copying, Instant now) throws IOException {
        int version = DataFolder.of(data).version();
        refuse(file);
        try (var scratch = Scratch.beside(file)) {
            var copy = scratch.folder("data");
            copyAnchors(copy);
            copying.to(DataFolder.databaseIn(copy));
            copyTheRest(copy);
            copyKeys(copy);
            var heads = new LedgerCheck(login).of(copy, scratch.folder("ledgers"));
            var manifest = new BackupManifest(now, version, heads, parts(copy));
            var unfinished = scratch.file("backup");
            BackupFile.write(manifest, copy, unfinished);
            check(unfinished, scratch.folder("check"));
            refuse(file);
            WholeFile.named(unfinished, file);
            return manifest;
        }
    }

    private void refuse(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + " is there already, and is not replaced");
        }
        if (file.toAbsolutePath().normalize().startsWith(data.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException(file + " lies in the data folder itself: name another place");
        }
        if (passphrase.isEmpty() && !KeySafe.isLocked(data.resolve(KEYS))) {
            throw new IllegalArgumentException("the private keys in " + data.resolve(KEYS)
                    + " are in clear, and are not written so: set EMS_BACKUP_PASSPHRASE or EMS_BACKUP_PASSPHRASE_FILE");
        }
    }

    /** What was written is read again before it counts. */
    private static void check(Path file, Path folder) throws IOException {
        BackupFile.extract(file, folder);
    }

    private void copyAnchors(Path copy) throws IOException {
        for (Path file : FolderFiles.in(data.resolve(ANCHORS))) {
            var to = copy.resolve(data.relativize(file).toString());
            Files.createDirectories(requireNonNull(to.getParent()));
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            Files.writeString(to, text.substring(0, text.lastIndexOf('\n') + 1), StandardCharsets.US_ASCII);
        }
    }

    private void copyTheRest(Path copy) throws IOException {
        for (Path file : FolderFiles.in(data)) {
            var name = data.relativize(file);
            if (isKept(name)) {
                var to = copy.resolve(name.toString());
                Files.createDirectories(requireNonNull(to.getParent()));
                try {
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                } catch (NoSuchFileException retired) {
                    // an update of a model that has its day behind it
                }
            }
        }
    }

    private static boolean isKept(Path name) {
        String file = String.valueOf(name.getFileName());
        return !LEFT_OUT.contains(name.getName(0).toString())
                && !file.endsWith(".part")
                && !(name.getNameCount() == 1 && file.startsWith("ems."));
    }

    private void copyKeys(Path copy) throws IOException {
        var keys = data.resolve(KEYS);
        if (passphrase.isPresent()) {
            Files.write(copy.resolve(LOCKED_KEYS), new KeySafe(passphrase.get(), new SecureRandom()).lock(keys));
            return;
        }
        for (Path key : KeySafe.files(keys)) {
            KeySafe.write(
                    Files.readAllBytes(key), copy.resolve(data.relativize(key).toString()));
        }
        if (!KeySafe.isLocked(copy.resolve(KEYS))) {
            throw new IllegalArgumentException("a private key was made in clear meanwhile: back up again");
        }
    }

    private static List<BackupPart> parts(Path copy) throws IOException {
        List<BackupPart> parts = new ArrayList<>();
        for (Path file : FolderFiles.in(copy)) {
            parts.add(BackupPart.of(copy, file));
        }
        return parts;
    }
}
