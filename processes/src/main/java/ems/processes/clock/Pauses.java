package ems.processes.clock;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;

/** Which grids rest, in table {@code pause}: a pause survives whatever ends the process. */
@ApplicationScoped
public class Pauses {

    private final Jdbi jdbi;

    public Pauses(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    /** The pause of the grid that holds now. */
    public Optional<Pause> current(GridId grid, Instant now) {
        return jdbi.withHandle(sql -> sql.createQuery("select trail, since, ends from pause where grid = :grid")
                        .bind("grid", grid.text())
                        .map((row, context) -> new Pause(
                                grid,
                                row.getLong("trail"),
                                row.getObject("since", OffsetDateTime.class).toInstant(),
                                Optional.ofNullable(row.getObject("ends", OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)))
                        .findOne())
                .filter(pause -> pause.holdsAt(now));
    }

    /** From now on; another pause of the grid ends by it. */
    public void begin(Pause pause) {
        jdbi.useTransaction(sql -> {
            sql.createUpdate("delete from pause where grid = :grid")
                    .bind("grid", pause.grid().text())
                    .execute();
            sql.createUpdate("insert into pause (grid, trail, since, ends) values (:grid, :trail, :since, :ends)")
                    .bind("grid", pause.grid().text())
                    .bind("trail", pause.trail())
                    .bind("since", pause.since().atOffset(ZoneOffset.UTC))
                    .bind(
                            "ends",
                            pause.until()
                                    .map(end -> end.atOffset(ZoneOffset.UTC))
                                    .orElse(null))
                    .execute();
        });
    }

    /** The next period starts again. */
    public void end(GridId grid) {
        jdbi.useHandle(sql -> sql.createUpdate("delete from pause where grid = :grid")
                .bind("grid", grid.text())
                .execute());
    }
}
