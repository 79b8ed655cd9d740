package ems.processes.storage;

import java.util.List;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

/**
 * Process instances that have ended, in the index that the GraphQL page asks. The engine itself forgets an instance as it ends.
 * Ages follow the periods, since the index's own times are those of the wall clock.
 */
@Singleton
public class EndedInstances {

    /** Instances that one transaction deletes. */
    private static final int TOGETHER = 50;
    /** The engine's numbers for COMPLETED and ABORTED; one in ERROR has not ended. */
    private static final String ENDED = "state in (2, 3)";

    private static final String COMPLETED = "state = 2";
    private static final String OLD = " and business_key >= :first and business_key < :before";

    private final Jdbi jdbi;

    public EndedInstances(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    /**
     * Forgets some instances of periods before this one, with their tasks.
     *
     * @return how many; 0: none is left
     */
    int forget(GridId grid, MatchingPeriod before) {
        var ids = ids("select id from processes where " + ENDED + OLD, grid, before);
        delete("delete from processes where id = ?", ids);
        return ids.size();
    }

    /**
     * Forgets the tasks of some completed instances of periods before this one, and which tools saw them, the same for all; what is
     * known of aborted ones stays with them.
     *
     * @return of how many instances; 0: none is left
     */
    int forgetTasks(GridId grid, MatchingPeriod before) {
        var ids = ids(
                "select id from processes p where " + COMPLETED + OLD
                        + " and exists (select 1 from nodes n where n.process_instance_id = p.id)",
                grid,
                before);
        delete("delete from nodes where process_instance_id = ?", ids);
        delete("delete from processes_addons where process_id = ?", ids);
        return ids.size();
    }

    private List<String> ids(String select, GridId grid, MatchingPeriod before) {
        return jdbi.withHandle(sql -> sql.createQuery(select + " fetch first " + TOGETHER + " rows only")
                .bind("first", grid.text() + '/')
                .bind("before", new PeriodKey(grid, before).toString())
                .mapTo(String.class)
                .list());
    }

    private void delete(String statement, List<String> ids) {
        if (!ids.isEmpty()) {
            jdbi.useTransaction(sql -> {
                var batch = sql.prepareBatch(statement);
                ids.forEach(batch::add);
                batch.execute();
            });
        }
    }
}
