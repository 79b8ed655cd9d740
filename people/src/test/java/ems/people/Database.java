package ems.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;

/** A database with this room's tables. */
public final class Database {

    private Database() {}

    public static DataSource inMemory() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return migrated(source);
    }

    public static DataSource migrated(DataSource source) {
        try (var sql = Database.class.getResourceAsStream("/db/migration/V12__people.sql")) {
            var text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            Jdbi.create(source).useHandle(handle -> handle.createScript(text).execute());
            return source;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
