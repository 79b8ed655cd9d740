package ems.processes.period;

import java.util.Optional;
import javax.sql.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import ems.market.party.PeriodKey;

/**
 * The index that GraphQL asks, which knows instances that have ended, too. The engine tells it what happens; what the engine
 * leaves out is added here.
 */
@ApplicationScoped
public class InstanceIndex {

    private static final int ABORTED = 3;

    private final Jdbi jdbi;

    public InstanceIndex(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    /** The period of an instance; empty: there never was one, or it is forgotten. */
    public Optional<PeriodKey> period(String instance) {
        return jdbi.withHandle(sql -> sql.createQuery("select business_key from processes where id = :id")
                .bind("id", instance)
                .mapTo(String.class)
                .findOne()
                .map(PeriodKey::parse));
    }

    /** Whether an instance of the period was aborted. */
    public boolean isAborted(PeriodKey key) {
        return jdbi.withHandle(sql ->
                sql.createQuery("select count(*) from processes where business_key = :key and state = " + ABORTED)
                                .bind("key", key.toString())
                                .mapTo(int.class)
                                .one()
                        > 0);
    }

    /**
     * A task that failed has not ended for the index, and stays open there for good once it is repeated, skipped or aborted. So
     * all tasks of an instance end now, except the one where it stands.
     *
     * @param standsAt id of the task's instance that failed last or waits; empty: the instance has ended
     */
    void endTasks(String instance, Optional<String> standsAt) {
        jdbi.useHandle(sql -> sql.createUpdate(
                        "update nodes set exit = (select last_update_time from processes where id = :id)"
                                + " where process_instance_id = :id and exit is null and id <> :open")
                .bind("id", instance)
                .bind("open", standsAt.orElse(""))
                .execute());
    }
}
