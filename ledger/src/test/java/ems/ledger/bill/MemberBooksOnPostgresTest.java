package ems.ledger.bill;

import java.io.IOException;
import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

@Tag("slow")
class MemberBooksOnPostgresTest extends MemberBooksContract {

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
    DataSource blank() {
        Jdbi.create(database).useHandle(sql -> sql.execute("drop schema public cascade; create schema public"));
        return database;
    }

    @ParameterizedTest
    @CsvSource({"1, 20", "17, 1", "400, 7"})
    void a_bill_adds_up_to_the_ledgers_lines(int seed, int together) {
        billsAddUp(seed, together);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 400})
    void each_day_adds_up_to_its_bookings(int seed) {
        daysAddUp(seed);
    }

    @Test
    void entries_of_blocks_that_are_not_counted_yet_may_not_be_forgotten() {
        nothingUncountedIsForgotten();
    }
}
