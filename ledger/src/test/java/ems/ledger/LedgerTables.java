package ems.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;

/** Makes the ledger's tables from its migration. */
final class LedgerTables {

    private static final String MIGRATION = "/db/migration/V1__ledger.sql";

    private LedgerTables() {}

    static DataSource in(DataSource database) {
        try (var script = LedgerTables.class.getResourceAsStream(MIGRATION)) {
            String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            Jdbi.create(database).useHandle(handle -> handle.createScript(sql).execute());
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
