package ems.ledger.door;

import java.util.List;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;

import ems.ledger.sql.Utc;
import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.ExchangeStatement;

/** What was taken of exchanges in a grid, in table {@code exchange_statement}: an hour of it at most. */
public final class StatementTable implements KeptStatements {

    private final Jdbi jdbi;
    private final GridId grid;

    public StatementTable(DataSource database, GridId grid) {
        this.jdbi = Jdbi.create(database);
        this.grid = grid;
    }

    @Override
    public void keep(List<ExchangeStatement> taken) {
        jdbi.useTransaction(sql -> {
            var batch = sql.prepareBatch(
                    "insert into exchange_statement (grid, period_start, account, token) values (?, ?, ?, ?)");
            taken.forEach(said -> batch.bind(0, grid.text())
                    .bind(1, Utc.of(said.match().period()))
                    .bind(2, said.party().account())
                    .bind(3, said.token())
                    .add());
            batch.execute();
        });
    }

    @Override
    public List<String> all() {
        return jdbi.withHandle(sql -> sql.createQuery("select token from exchange_statement where grid = :grid")
                .bind("grid", grid.text())
                .mapTo(String.class)
                .list());
    }

    @Override
    public void forget(MatchingPeriod before) {
        jdbi.useHandle(
                sql -> sql.createUpdate("delete from exchange_statement where grid = :grid and period_start < :before")
                        .bind("grid", grid.text())
                        .bind("before", Utc.of(before))
                        .execute());
    }
}
