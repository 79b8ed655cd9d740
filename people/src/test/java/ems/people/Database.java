package ems.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;

/** A database with this room's tables. */
public final class Database {

    private static final List<String> MIGRATIONS =
            List.of("V12__people.sql", "V15__bound_people.sql", "V26__tokens_of_members.sql");

    private Database() {}

    public static DataSource inMemory() {
        return migrated(blank());
    }

    /** Without tables. */
    static DataSource blank() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    public static DataSource migrated(DataSource source) {
        MIGRATIONS.forEach(migration -> run(source, migration));
        return source;
    }

    public static void run(DataSource source, String migration) {
        try (var sql = Database.class.getResourceAsStream("/db/migration/" + migration)) {
            var text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            Jdbi.create(source).useHandle(handle -> handle.createScript(text).execute());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
