package ems.processes;

import javax.sql.DataSource;

import org.junit.jupiter.api.Nested;

import ems.processes.draft.DraftStoreContract;
import ems.processes.job.BackgroundJobsContract;

class OnH2Test {

    @Nested
    class DraftStoreTest extends DraftStoreContract {
        @Override
        protected DataSource emptyDatabase() {
            return Database.inMemory();
        }
    }

    @Nested
    class BackgroundJobsTest extends BackgroundJobsContract {
        @Override
        protected DataSource emptyDatabase() {
            return Database.inMemory();
        }
    }
}
