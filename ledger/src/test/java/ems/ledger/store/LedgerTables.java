package ems.ledger.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;

/** Makes the ledger's tables from its migration. */
public final class LedgerTables {

    private static final List<String> MIGRATIONS = List.of(
            "/db/migration/V1__ledger.sql",
            "/db/migration/V4__evidence_by_kind.sql",
            "/db/migration/V5__latest_model.sql",
            "/db/migration/V6__signed_bids.sql",
            "/db/migration/V7__contract_states.sql",
            "/db/migration/V8__archive.sql",
            "/db/migration/V10__corrections.sql",
            "/db/migration/V14__trail_seals.sql",
            "/db/migration/V20__billed_days.sql",
            "/db/migration/V27__steps_by_kind.sql",
            "/db/migration/V29__block_drafts.sql",
            "/db/migration/V31__vehicle_pages.sql",
            "/db/migration/V34__exchange_statements.sql");

    private LedgerTables() {}

    public static DataSource in(DataSource database) {
        MIGRATIONS.forEach(migration -> migrate(database, migration));
        return database;
    }

    static void migrate(DataSource database, String migration) {
        try (var script = LedgerTables.class.getResourceAsStream(migration)) {
            String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            Jdbi.create(database).useHandle(handle -> handle.createScript(sql).execute());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
