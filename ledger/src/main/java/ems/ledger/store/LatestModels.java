package ems.ledger.store;

import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;

import ems.ledger.sql.Utc;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.RecordedModel;

/** SQL of {@code latest_model}: the newest global model that the journal recorded of each grid. */
final class LatestModels {

    private LatestModels() {}

    /** Takes over the last of these entries that is a model. Called under the grid's lock. */
    static void update(Handle sql, PeriodKey key, List<Entry> entries) {
        entries.stream()
                .filter(GlobalModel.class::isInstance)
                .reduce((older, newer) -> newer)
                .ifPresent(model -> put(sql, key, model.text()));
    }

    private static void put(Handle sql, PeriodKey key, String entry) {
        sql.createUpdate("delete from latest_model where grid = :grid")
                .bind("grid", key.grid().text())
                .execute();
        sql.createUpdate("insert into latest_model (grid, period_start, entry) values (:grid, :period, :entry)")
                .bind("grid", key.grid().text())
                .bind("period", Utc.of(key.period()))
                .bind("entry", entry)
                .execute();
    }

    static Optional<RecordedModel> of(Handle sql, GridId grid) {
        return sql.createQuery("select entry, period_start from latest_model where grid = :grid")
                .bind("grid", grid.text())
                .map((row, context) ->
                        new RecordedModel((GlobalModel) Entry.parse(row.getString(1)), Utc.period(row, 2)))
                .findOne();
    }
}
