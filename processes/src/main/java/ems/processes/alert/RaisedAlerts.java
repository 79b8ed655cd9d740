package ems.processes.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import org.jdbi.v3.core.Jdbi;

import ems.processes.alert.AlertRule.Wrong;

import static java.util.Objects.requireNonNull;

/** The alerts that were seen at the last look, in table {@code raised_alert}: they survive whatever ends the process. */
@Singleton
class RaisedAlerts {

    private final Jdbi jdbi;

    RaisedAlerts(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    List<RaisedAlert> all() {
        return jdbi.withHandle(sql -> sql
                .createQuery("select grid, alert, figure, part, since, told, amount from raised_alert")
                .map((row, context) -> read(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    private static Optional<RaisedAlert> read(ResultSet row) throws SQLException {
        var figure = new Figure(text(row, "figure"), text(row, "grid"), text(row, "part"));
        var wrong = new Wrong(figure, row.getDouble("amount"));
        var since = requireNonNull(row.getObject("since", OffsetDateTime.class)).toInstant();
        boolean told = row.getBoolean("told");
        return AlertRule.known(text(row, "alert")).map(rule -> new RaisedAlert(rule, wrong, since, told));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return requireNonNull(row.getString(column));
    }

    /** In the place of all before. */
    void replace(Collection<RaisedAlert> raised) {
        jdbi.useTransaction(sql -> {
            sql.execute("delete from raised_alert");
            var batch = sql.prepareBatch("insert into raised_alert (grid, alert, figure, part, since, told, amount)"
                    + " values (:grid, :alert, :figure, :part, :since, :told, :amount)");
            raised.forEach(one -> batch.bind("grid", one.wrong().figure().grid())
                    .bind("alert", one.rule().id())
                    .bind("figure", one.wrong().figure().name())
                    .bind("part", one.wrong().figure().part())
                    .bind("since", one.since().atOffset(ZoneOffset.UTC))
                    .bind("told", one.told())
                    .bind("amount", one.wrong().value())
                    .add());
            if (!raised.isEmpty()) {
                batch.execute();
            }
        });
    }
}
