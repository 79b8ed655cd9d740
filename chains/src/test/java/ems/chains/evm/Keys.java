package ems.chains.evm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Key files that only their owner may open. */
final class Keys {

    private Keys() {}

    static OperatorKey of(Path folder, String text) throws IOException {
        return OperatorKey.read(file(folder, text, "rw-------"));
    }

    static Path file(Path folder, String text, String permissions) throws IOException {
        var file = Files.createTempFile(folder, "key", "");
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
