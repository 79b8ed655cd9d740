package ems.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

/** H2 with the inbox's tables. */
public final class Database {

    private Database() {}

    public static DataSource inMemory() {
        return migrated("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    /** A database in a file, with its tables if they are not there yet; it closes with its last connection. */
    public static DataSource inFile(Path file) {
        return open("jdbc:h2:file:" + file.toAbsolutePath());
    }

    public static DataSource migrated(String url) {
        var source = open(url);
        migrate(source);
        return source;
    }

    public static void migrate(DataSource source) {
        migrate(source, "/db/migration/V2__inbox.sql");
        migrate(source, "/db/migration/V3__inbox_by_time.sql");
        migrate(source, "/db/migration/V9__reading_hours.sql");
        migrate(source, "/db/migration/V11__late_readings.sql");
        migrate(source, "/db/migration/V22__charging_stations.sql");
        migrate(source, "/db/migration/V23__charger_records.sql");
        migrate(source, "/db/migration/V28__wiring_doubts.sql");
        migrate(source, "/db/migration/V30__reading_batches.sql");
    }

    private static void migrate(DataSource source, String file) {
        try (InputStream sql = Database.class.getResourceAsStream(file);
                var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static DataSource open(String url) {
        var source = new JdbcDataSource();
        source.setURL(url);
        return source;
    }
}
