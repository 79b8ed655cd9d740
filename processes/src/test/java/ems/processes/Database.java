package ems.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;

import static java.util.Objects.requireNonNull;

/** A database with the tables of people, jobs and drafts. */
public final class Database {

    private static final List<String> MIGRATIONS = List.of(
            "V12__people.sql",
            "V15__bound_people.sql",
            "V18__jobs.sql",
            "V19__drafts.sql",
            "V21__evidence.sql",
            "V26__tokens_of_members.sql");

    private Database() {}

    public static DataSource inMemory() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,KEY");
        return migrated(source);
    }

    static DataSource migrated(DataSource source) {
        MIGRATIONS.forEach(migration -> run(source, migration));
        return source;
    }

    private static void run(DataSource source, String migration) {
        try (var sql = requireNonNull(Database.class.getResourceAsStream("/db/migration/" + migration))) {
            var text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            Jdbi.create(source).useHandle(handle -> handle.createScript(text).execute());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
