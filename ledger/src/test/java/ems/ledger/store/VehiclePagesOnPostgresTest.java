package ems.ledger.store;

import java.io.IOException;
import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.postgresql.ds.PGConnectionPoolDataSource;

@Tag("slow")
class VehiclePagesOnPostgresTest extends VehiclePagesContract {

    private static EmbeddedPostgres postgres;
    private static JdbcConnectionPool database;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        var source = new PGConnectionPoolDataSource();
        source.setURL(postgres.getJdbcUrl("postgres", "postgres"));
        database = JdbcConnectionPool.create(source);
    }

    @AfterAll
    static void stop() throws IOException {
        database.dispose();
        postgres.close();
    }

    @Override
    DataSource emptyDatabase() {
        Jdbi.create(database).useHandle(sql -> sql.execute("drop schema public cascade; create schema public"));
        return database;
    }
}
