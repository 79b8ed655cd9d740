package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipInputStream;

import static java.util.Objects.requireNonNull;

/**
 * The data folder of a real run of an early build, five homes and five EVs over 128 periods: every later build opens it. It is
 * never made anew. It states no format, as its build did not, and its keys are those of that demonstration.
 */
final class KeptFolder {

    private KeptFolder() {}

    static void unzipInto(Path folder) throws IOException {
        try (var zip = new ZipInputStream(
                requireNonNull(KeptFolder.class.getResourceAsStream("/ems/features/kept/data-1.zip")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var path = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(zip, path);
                }
            }
        }
        closeToOthers(folder.resolve("keys"));
    }

    private static void closeToOthers(Path keys) throws IOException {
        try (var paths = Files.walk(keys)) {
            for (Path path : paths.toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
            }
        }
    }
}
