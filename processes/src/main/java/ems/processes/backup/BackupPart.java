package ems.processes.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One file in a backup.
 *
 * @param name path inside the data folder, with {@code /} between folders
 * @param bytes of the file
 * @param hash SHA-256, 64 hex digits
 */
record BackupPart(String name, long bytes, String hash) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~@+,=-]+(/[A-Za-z0-9._~@+,=-]+)*");

    BackupPart {
        if (!NAME.matcher(name).matches()
                || ("/" + name + "/").contains("/../")
                || ("/" + name + "/").contains("/./")) {
            throw new IllegalArgumentException("'" + name + "' is no name of a part");
        }
        if (bytes < 0 || !hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("size or hash of part " + name + " are none");
        }
    }

    static BackupPart of(Path folder, Path file) throws IOException {
        String name =
                folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        return new BackupPart(name, Files.size(file), Hashing.of(file));
    }
}
