package ems.processes.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import static java.util.Objects.requireNonNull;

/** Which alerts are silenced, in table {@code silence}: a silence survives whatever ends the process. */
@Singleton
class Silences {

    private final Jdbi jdbi;

    Silences(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    /** Those that hold now. */
    List<Silence> current(Instant now) {
        return jdbi.withHandle(sql -> sql
                .createQuery("select grid, alert, ends, trail from silence where ends > :now")
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> read(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    private static Optional<Silence> read(ResultSet row) throws SQLException {
        var grid = requireNonNull(row.getString("grid"));
        var ends = requireNonNull(row.getObject("ends", OffsetDateTime.class)).toInstant();
        long trail = row.getLong("trail");
        return AlertRule.known(requireNonNull(row.getString("alert")))
                .map(rule -> new Silence(rule, grid, ends, trail));
    }

    /** From now on; in the place of an earlier one. */
    void begin(Silence silence) {
        jdbi.useTransaction(sql -> {
            delete(sql, silence.rule(), silence.grid());
            sql.createUpdate("insert into silence (grid, alert, ends, trail) values (:grid, :alert, :ends, :trail)")
                    .bind("grid", silence.grid())
                    .bind("alert", silence.rule().id())
                    .bind("ends", silence.ends().atOffset(ZoneOffset.UTC))
                    .bind("trail", silence.trail())
                    .execute();
        });
    }

    void end(AlertRule rule, String grid) {
        jdbi.useHandle(sql -> delete(sql, rule, grid));
    }

    private static void delete(Handle sql, AlertRule rule, String grid) {
        sql.createUpdate("delete from silence where grid = :grid and alert = :alert")
                .bind("grid", grid)
                .bind("alert", rule.id())
                .execute();
    }
}
