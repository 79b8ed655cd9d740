package ems.people;

import java.io.IOException;
import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

import ems.people.person.PeopleContract;
import ems.people.session.SessionsContract;
import ems.people.token.ApiTokensContract;
import ems.people.token.EndedCertificatesContract;
import ems.people.token.KeptTokensContract;
import ems.people.token.TokensAtOnceContract;
import ems.people.trail.TrailContract;

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
        return Database.migrated(blank());
    }

    private static DataSource blank() {
        var database = postgres.getPostgresDatabase();
        Jdbi.create(database).useHandle(sql -> sql.execute("drop schema public cascade; create schema public"));
        return database;
    }

    @Nested
    class PeopleTest extends PeopleContract {
        @Override
        protected DataSource emptyDatabase() {
            return empty();
        }
    }

    @Nested
    class SessionsTest extends SessionsContract {
        @Override
        protected DataSource emptyDatabase() {
            return empty();
        }
    }

    @Nested
    class ApiTokensTest extends ApiTokensContract {
        @Override
        protected DataSource emptyDatabase() {
            return empty();
        }
    }

    @Nested
    class KeptTokensTest extends KeptTokensContract {
        @Override
        protected DataSource blankDatabase() {
            return blank();
        }
    }

    @Nested
    class EndedCertificatesTest extends EndedCertificatesContract {
        @Override
        protected DataSource emptyDatabase() {
            return empty();
        }
    }

    @Nested
    class TokensAtOnceTest extends TokensAtOnceContract {
        @Override
        protected DataSource emptyDatabase() {
            return empty();
        }

        @Override
        protected String waiting() {
            return "select count(*) from pg_locks where not granted";
        }
    }

    @Nested
    class TrailTest extends TrailContract {
        @Override
        protected DataSource emptyDatabase() {
            return empty();
        }
    }
}
