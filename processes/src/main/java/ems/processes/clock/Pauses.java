package ems.processes.clock;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;

/** Which grids rest, in table {@code pause}: a pause survives whatever ends the process. */
@ApplicationScoped
public class Pauses {

    private static final Logger LOG = Logger.getLogger("ems.operations");

    private final Jdbi jdbi;
    private final Map<GridId, MatchingPeriod> starting = new ConcurrentHashMap<>();

    public Pauses(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    /** The pause of the grid that holds now. */
    public Optional<Pause> current(GridId grid, Instant now) {
        return latest(grid).filter(pause -> pause.holdsAt(now));
    }

    private Optional<Pause> latest(GridId grid) {
        return jdbi.withHandle(sql -> sql.createQuery("select trail, since, ends from pause where grid = :grid")
                .bind("grid", grid.text())
                .map((row, context) -> new Pause(
                        grid,
                        row.getLong("trail"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("ends", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .findOne());
    }

    /**
     * Starts a period unless the grid rests. Meanwhile {@link #starting} names the period: whoever pauses the grid just then is told
     * of it.
     *
     * @param rested what to do if it rests
     */
    void unlessPaused(GridId grid, MatchingPeriod period, Instant now, Runnable start, Consumer<Pause> rested) {
        starting.put(grid, period);
        try {
            forgetEnded(grid, now);
            current(grid, now).ifPresentOrElse(rested, start);
        } finally {
            starting.remove(grid);
        }
    }

    private void forgetEnded(GridId grid, Instant now) {
        latest(grid).filter(pause -> !pause.holdsAt(now)).ifPresent(over -> {
            if (forget(over)) {
                LOG.infof(
                        "the pause of grid %s ended by itself at %s, as ordered (trail %d)",
                        grid, over.until().orElseThrow(), over.trail());
            }
        });
    }

    /** This one alone: another may have begun since it was read. */
    boolean forget(Pause over) {
        return jdbi.withHandle(sql -> sql.createUpdate("delete from pause where grid = :grid and trail = :trail")
                        .bind("grid", over.grid().text())
                        .bind("trail", over.trail())
                        .execute()
                == 1);
    }

    /** The period that is being started, or that was about to be when the grid was paused. */
    public Optional<MatchingPeriod> starting(GridId grid) {
        return Optional.ofNullable(starting.get(grid));
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
