package ems.processes.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;

/**
 * H2's own copy of a file that is open: pages that are written meanwhile go to its end, and what no transaction has committed
 * is rolled back when the copy is opened.
 */
public record OnlineCopy(DataSource database) implements CopyDatabase {

    private static final String ENDING = ".mv.db";

    @Override
    public void to(Path file) throws IOException {
        var zipped = file.resolveSibling(file.getFileName() + ".zip");
        try (var connection = database.getConnection();
                var backup = connection.prepareStatement("backup to ?")) {
            backup.setString(1, zipped.toAbsolutePath().toString());
            backup.execute();
            unzip(zipped, file);
        } catch (SQLException e) {
            throw new IOException("the database cannot be copied: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(zipped);
        }
    }

    private static void unzip(Path zipped, Path file) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(zipped))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(ENDING)) {
                    Files.copy(zip, file);
                    return;
                }
            }
        }
        throw new IOException("the database is not a file: back it up with its own tools");
    }
}
