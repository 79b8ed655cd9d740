package ems.people;

import javax.sql.DataSource;

import org.junit.jupiter.api.Nested;

import ems.people.person.PeopleContract;
import ems.people.session.SessionsContract;
import ems.people.token.ApiTokensContract;
import ems.people.token.EndedCertificatesContract;
import ems.people.token.KeptTokensContract;
import ems.people.token.TokensAtOnceContract;
import ems.people.trail.TrailContract;

class OnH2Test {

    @Nested
    class PeopleTest extends PeopleContract {
        @Override
        protected DataSource emptyDatabase() {
            return Database.inMemory();
        }
    }

    @Nested
    class SessionsTest extends SessionsContract {
        @Override
        protected DataSource emptyDatabase() {
            return Database.inMemory();
        }
    }

    @Nested
    class ApiTokensTest extends ApiTokensContract {
        @Override
        protected DataSource emptyDatabase() {
            return Database.inMemory();
        }
    }

    @Nested
    class KeptTokensTest extends KeptTokensContract {
        @Override
        protected DataSource blankDatabase() {
            return Database.blank();
        }
    }

    @Nested
    class EndedCertificatesTest extends EndedCertificatesContract {
        @Override
        protected DataSource emptyDatabase() {
            return Database.inMemory();
        }
    }

    @Nested
    class TokensAtOnceTest extends TokensAtOnceContract {
        @Override
        protected DataSource emptyDatabase() {
            return Database.inMemory();
        }

        @Override
        protected String waiting() {
            return "select count(*) from information_schema.sessions where blocker_id is not null";
        }
    }

    @Nested
    class TrailTest extends TrailContract {
        @Override
        protected DataSource emptyDatabase() {
            return Database.inMemory();
        }
    }
}
