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
        checkedName(name);
        if (bytes < 0 || !hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("size or hash of part " + name + " are none");
        }
    }

    /** @throws IllegalArgumentException if it may lead out of a folder, or holds anything but plain characters */
    static String checkedName(String name) {
        String path = "/" + name + "/";
        if (!NAME.matcher(name).matches() || path.contains("/../") || path.contains("/./")) {
            throw new IllegalArgumentException("'" + name + "' is no name of a part");
        }
        return name;
    }

    static BackupPart of(Path folder, Path file) throws IOException {
        String name =
                folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        return new BackupPart(name, Files.size(file), Hashing.of(file));
    }
}
