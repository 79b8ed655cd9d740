package ems.processes.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipInputStream;

import ems.market.party.GridId;

/** The data folder of a real run of 128 blocks, at rest. */
final class KeptData {

    static final LedgerHead HEAD =
            new LedgerHead(new GridId("demo"), 128, "e511aba1936f86b1f97e10485da7dfec732fb40df17f95f0f93434e6dc01632b");

    private static final Path ZIP = Path.of("..", "features/src/test/resources/ems/features/kept/data-1.zip");

    private KeptData() {}

    static Path unzippedInto(Path folder) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(ZIP))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var path = folder.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? path : path.getParent());
                if (!entry.isDirectory()) {
                    Files.copy(zip, path);
                }
            }
        }
        try (var keys = Files.walk(folder.resolve("keys"))) {
            for (Path key : keys.toList()) {
                Files.setPosixFilePermissions(
                        key, PosixFilePermissions.fromString(Files.isDirectory(key) ? "rwx------" : "rw-------"));
            }
        }
        return folder;
    }
}
