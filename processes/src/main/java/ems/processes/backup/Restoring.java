package ems.processes.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

import ems.processes.folder.DataFolder;
import ems.processes.folder.FolderTree;
import ems.processes.folder.WholeFile;

/** Makes a data folder from a backup. */
public final class Restoring {

    private final DatabaseLogin login;
    private final Optional<char[]> passphrase;

    public Restoring(DatabaseLogin login, Optional<char[]> passphrase) {
        this.login = login;
        this.passphrase = passphrase;
    }

    /**
     * @param folder is not there yet, or empty; it is there with all that was checked, or as it was
     * @throws IllegalArgumentException if it is neither, the passphrase is wrong, or the file is damaged, newer or no backup
     */
    public BackupManifest from(Path file, Path folder) throws IOException {
        refuseFilled(folder);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        try (var scratch = Scratch.beside(folder)) {
            var restored = scratch.folder("data");
            var manifest = BackupFile.extract(file, restored);
            refuseNewer(manifest, file);
            unlockKeys(restored);
            var heads = new LedgerCheck(login).of(restored, scratch.folder("ledgers"));
            if (!heads.equals(manifest.ledgers())) {
                throw new IllegalArgumentException(file + " is not restored: its manifest names " + manifest.ledgers()
                        + ", and its database holds " + heads);
            }
            refuseFilled(folder);
            WholeFile.named(restored, folder);
            return manifest;
        }
    }

    private static void refuseFilled(Path folder) throws IOException {
        if (Files.exists(folder)) {
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException(folder + " is a file: name a folder that is empty or not there yet");
            }
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IllegalArgumentException(
                            folder + " is not empty: name a folder that is empty or not there yet with --data");
                }
            }
        }
    }

    private static void refuseNewer(BackupManifest manifest, Path file) {
        int known = DataFolder.FORMAT.version();
        if (manifest.version() > known) {
            throw new IllegalArgumentException(file + " holds a data folder of the format " + DataFolder.FORMAT.name()
                    + '-' + manifest.version() + ", and this build reads no newer one than " + DataFolder.FORMAT.text()
                    + ": restore it with a build at least as new as the one that wrote it");
        }
    }

    private void unlockKeys(Path restored) throws IOException {
        var safe = restored.resolve(BackingUp.LOCKED_KEYS);
        var keys = restored.resolve(BackingUp.KEYS);
        if (Files.exists(safe)) {
            char[] secret = passphrase.orElseThrow(
                    () -> new IllegalArgumentException(
                            "the keys of the backup are under a passphrase: set EMS_BACKUP_PASSPHRASE or EMS_BACKUP_PASSPHRASE_FILE"));
            new KeySafe(secret, new SecureRandom()).unlock(Files.readAllBytes(safe), keys);
            Files.delete(safe);
        } else {
            for (Path key : KeySafe.files(keys)) {
                byte[] text = Files.readAllBytes(key);
                Files.delete(key);
                KeySafe.write(
                        text,
                        restored.resolve("closed").resolve(keys.relativize(key).toString()));
            }
            if (Files.exists(restored.resolve("closed"))) {
                FolderTree.delete(keys);
                Files.move(restored.resolve("closed"), keys);
            }
        }
    }
}
