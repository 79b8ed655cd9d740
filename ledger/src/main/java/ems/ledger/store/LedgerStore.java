package ems.ledger.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;

/**
 * Where a ledger is kept.
 *
 * @param archive folder of the files that old periods were moved to; empty: none was moved
 * @param archiving false for a database of an earlier build, which has no tables for archived periods
 */
public record LedgerStore(DataSource database, Optional<Path> archive, boolean archiving) {

    private static final String TABLE = "archive_part";

    /** All in the database. */
    public static LedgerStore in(DataSource database) {
        return new LedgerStore(database, Optional.empty(), true);
    }

    public static LedgerStore in(DataSource database, Path archive) {
        return new LedgerStore(database, Optional.of(archive), true);
    }

    /** One to read only, of this build or an earlier one. */
    public static LedgerStore ofAnyBuild(DataSource database, Path archive) throws SQLException {
        try (var open = database.getConnection();
                var tables = open.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            boolean found = false;
            while (tables.next()) {
                found |= TABLE.equalsIgnoreCase(tables.getString("TABLE_NAME"));
            }
            return new LedgerStore(database, Optional.of(archive), found);
        }
    }

    public Jdbi jdbi() {
        var jdbi = Jdbi.create(database);
        jdbi.getConfig(ArchiveReader.class).set(archive.map(ArchiveFiles::new), archiving);
        return jdbi;
    }
}
