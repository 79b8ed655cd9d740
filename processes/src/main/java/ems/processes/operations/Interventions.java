package ems.processes.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.people.trail.TrailLine;
import ems.processes.roster.OrderAnswers;

/**
 * Orders of operators with what became of them: noted in the trail first, carried out then, answered last in table {@code
 * intervention}.
 */
@Singleton
public class Interventions implements OrderAnswers {

    private static final int LONGEST_ANSWER = 2_000;
    private static final String SELECT = "select trail, at, answer from intervention ";

    private final Jdbi jdbi;
    private final Trail trail;
    private final Caller caller;

    public Interventions(DataSource database, Trail trail, Caller caller) {
        this.jdbi = Jdbi.create(database);
        this.trail = trail;
        this.caller = caller;
    }

    /**
     * Before an order is looked at.
     *
     * @throws jakarta.ws.rs.WebApplicationException if who asks may look and not act, or gave the password too long ago
     */
    public void refuseUnlessAllowed() {
        caller.mayNotOperate().ifPresent(why -> {
            throw OrderRefused.notAllowed(why);
        });
        caller.prove();
    }

    /** @throws OrderRefused if who asks may look at members and not change them */
    public void refuseUnlessMembersAllowed() {
        caller.mayNotManageMembers().ifPresent(why -> {
            throw OrderRefused.notAllowed(why);
        });
        caller.prove();
    }

    /** @throws OrderRefused if who asks may look at road-side units and not propose others */
    public void refuseUnlessUnitsAllowed() {
        caller.mayNotProposeUnits().ifPresent(why -> {
            throw OrderRefused.notAllowed(why);
        });
        caller.prove();
    }

    /** Who asks, as the trail names them. */
    String person() {
        return caller.name();
    }

    /** @return its number in the trail */
    long note(PeriodKey key, String did, Reason reason, Instant at) {
        return note(key.grid(), Optional.of(key.period()), did, key.toString(), reason, at);
    }

    /** @return its number in the trail */
    public long note(GridId grid, String did, Reason reason, Instant at) {
        return note(grid, Optional.empty(), did, grid.text(), reason, at);
    }

    /**
     * @param what it is done to, besides the grid
     * @return its number in the trail
     */
    public long note(GridId grid, String did, String what, Reason reason, Instant at) {
        return note(grid, Optional.empty(), did, Act.shortened(grid + ": " + what), reason, at);
    }

    private long note(
            GridId grid, Optional<MatchingPeriod> period, String did, String what, Reason reason, Instant at) {
        long number =
                trail.add(new Act(caller.name(), did, what, reason.text())).number();
        jdbi.useHandle(sql -> sql.createUpdate("insert into intervention (trail, at, grid, period_start)"
                        + " values (:trail, :at, :grid, :period)")
                .bind("trail", number)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("grid", grid.text())
                .bind(
                        "period",
                        period.map(each -> each.start().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .execute());
        return number;
    }

    @Override
    public void answer(long number, String answer) {
        jdbi.useHandle(sql -> sql.createUpdate("update intervention set answer = :answer where trail = :trail")
                .bind("answer", answer.length() <= LONGEST_ANSWER ? answer : answer.substring(0, LONGEST_ANSWER))
                .bind("trail", number)
                .execute());
    }

    /** The order with this number in the trail. */
    public Optional<Intervention> find(long number) {
        return jdbi.withHandle(sql -> sql.createQuery(SELECT + "where trail = :trail")
                .bind("trail", number)
                .map((row, context) -> read(row))
                .findOne());
    }

    /** Of one period, oldest first. */
    List<Intervention> of(PeriodKey key) {
        return jdbi.withHandle(
                sql -> sql.createQuery(SELECT + "where grid = :grid and period_start = :period order by trail")
                        .bind("grid", key.grid().text())
                        .bind("period", key.period().start().atOffset(ZoneOffset.UTC))
                        .map((row, context) -> read(row))
                        .list());
    }

    /** The page is needed most where the trail was cut: it shows what is still known. */
    private Intervention read(ResultSet row) throws SQLException {
        long number = row.getLong("trail");
        var act = trail.line(number)
                .map(TrailLine::act)
                .orElseGet(() -> new Act(
                        "nobody known", "intervened", "", "the trail has no line " + number + " any more: it was cut"));
        return new Intervention(
                number,
                row.getObject("at", OffsetDateTime.class).toInstant(),
                act.person(),
                act.did(),
                act.reason(),
                Optional.ofNullable(row.getString("answer")));
    }
}
