package ems.processes;

import java.io.IOException;
import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

import ems.processes.draft.DraftStoreContract;
import ems.processes.job.BackgroundJobsContract;

@Tag("slow")
class OnPostgresTest {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static DataSource empty() {
        var database = postgres.getPostgresDatabase();
        Jdbi.create(database).useHandle(sql -> sql.execute("drop schema public cascade; create schema public"));
        return Database.migrated(database);
    }

    @Nested
    class DraftStoreTest extends DraftStoreContract {
        @Override
        protected DataSource emptyDatabase() {
            return empty();
        }
    }

    @Nested
    class BackgroundJobsTest extends BackgroundJobsContract {
        @Override
        protected DataSource emptyDatabase() {
            return empty();
        }
    }
}
