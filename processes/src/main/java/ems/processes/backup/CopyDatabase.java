package ems.processes.backup;

import java.io.IOException;
import java.nio.file.Path;

/** Copies a database as it is at one instant, whoever writes to it meanwhile. */
@FunctionalInterface
public interface CopyDatabase {

    /** @param file the copy, which is not there yet */
    void to(Path file) throws IOException;
}
