package ems.ledger;

import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;

import ems.market.forecast.GlobalModel;
import ems.market.journal.Entries;
import ems.market.party.GridId;
import ems.market.record.Entry;

/** SQL of {@code latest_model}: the newest global model that the journal recorded of each grid. */
final class LatestModels {

    private LatestModels() {}

    /** Takes over the last of these entries that is a model. Called under the grid's lock. */
    static void update(Handle sql, GridId grid, List<Entry> entries) {
        entries.stream()
                .filter(GlobalModel.class::isInstance)
                .reduce((older, newer) -> newer)
                .ifPresent(model -> put(sql, grid, model.text()));
    }

    private static void put(Handle sql, GridId grid, String entry) {
        int updated = sql.createUpdate("update latest_model set entry = :entry where grid = :grid")
                .bind("entry", entry)
                .bind("grid", grid.text())
                .execute();
        if (updated == 0) {
            sql.createUpdate("insert into latest_model (grid, entry) values (:grid, :entry)")
                    .bind("grid", grid.text())
                    .bind("entry", entry)
                    .execute();
        }
    }

    static Optional<GlobalModel> of(Handle sql, GridId grid) {
        return sql.createQuery("select entry from latest_model where grid = :grid")
                .bind("grid", grid.text())
                .mapTo(String.class)
                .findOne()
                .map(entry -> (GlobalModel) Entries.parse(entry));
    }
}
