package ems.ledger.sql;

import java.sql.SQLException;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

import ems.market.party.GridId;

/** Tables that have one row a grid. */
public final class GridRow {

    /** SQLSTATE of a unique key that another row has. */
    private static final String TAKEN_KEY = "23505";

    private GridRow() {}

    /**
     * Adds the grid's row unless it is there, or another node adds it at the same time.
     *
     * @param insert SQL that adds the row {@code :grid} where there is none
     */
    public static void add(Jdbi jdbi, String insert, GridId grid) {
        try {
            jdbi.useTransaction(
                    sql -> sql.createUpdate(insert).bind("grid", grid.text()).execute());
        } catch (UnableToExecuteStatementException e) {
            if (!(e.getCause() instanceof SQLException taken && TAKEN_KEY.equals(taken.getSQLState()))) {
                throw e;
            }
        }
    }
}
