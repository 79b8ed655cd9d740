package ems.processes.folder;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Leads the files of a data folder from one version of the format to the next. The database is none of its business: its
 * migrations run when the application starts.
 */
@FunctionalInterface
interface Upgrade {

    /** A version that only the database tells from the one before. */
    Upgrade OF_THE_DATABASE = folder -> {};

    /** Does the same to files that are old and to those that are new already: a crash in the middle has it done again. */
    void apply(Path folder) throws IOException;
}
