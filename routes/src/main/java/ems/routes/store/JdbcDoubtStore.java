package ems.routes.store;

import java.util.List;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.routes.wiring.Doubt;
import ems.routes.wiring.DoubtStore;
import ems.routes.wiring.WiredMessage.Judged;

/** Doubts of one grid's wired homes, in table {@code wiring_doubt}. */
public final class JdbcDoubtStore implements DoubtStore {

    private static final int LONGEST_REASON = 1_000;

    private final Jdbi database;
    private final GridId grid;

    public JdbcDoubtStore(DataSource source, GridId grid) {
        this.database = Jdbi.create(source);
        this.grid = grid;
    }

    @Override
    public List<Doubt> doubts() {
        return database.withHandle(handle -> handle.createQuery(
                        "select meter, register, row_digest, reason from wiring_doubt where grid = :grid")
                .bind("grid", grid.text())
                .map((row, context) -> new Doubt(
                        new ProsumerId(row.getString(1)), row.getString(2), row.getString(3), row.getString(4)))
                .list());
    }

    @Override
    public void keep(Judged judged) {
        database.useTransaction(handle -> {
            handle.createUpdate(
                            "delete from wiring_doubt where grid = :grid and meter = :meter and register = :register")
                    .bind("grid", grid.text())
                    .bind("meter", judged.home().text())
                    .bind("register", judged.register())
                    .execute();
            judged.doubt()
                    .ifPresent(doubt -> handle.createUpdate("""
                            insert into wiring_doubt (grid, meter, register, row_digest, reason)
                            values (:grid, :meter, :register, :rows, :reason)
                            """)
                            .bind("grid", grid.text())
                            .bind("meter", doubt.home().text())
                            .bind("register", doubt.register())
                            .bind("rows", doubt.rows())
                            .bind(
                                    "reason",
                                    doubt.reason()
                                            .substring(
                                                    0, Math.min(doubt.reason().length(), LONGEST_REASON)))
                            .execute());
        });
    }
}
