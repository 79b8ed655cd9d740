package ems.ledger.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;

/** Writes to a grid's books one after the other, each in a local transaction, from however many threads and nodes. */
final class GridWriter {

    private final Jdbi jdbi;
    private final Set<GridId> known = ConcurrentHashMap.newKeySet();

    GridWriter(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What is written. */
    interface Writing<T> {
        T in(Handle sql);
    }

    <T> T write(GridId grid, Writing<T> writing) {
        if (!known.contains(grid)) {
            BlockTables.addBooks(jdbi, grid);
            known.add(grid);
        }
        return jdbi.inTransaction(sql -> {
            BlockTables.lock(sql, grid);
            return writing.in(sql);
        });
    }
}
