package ems.processes.draft;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;
import ems.people.person.People;
import ems.people.role.Role;
import ems.processes.draft.ScheduledRules.State;
import ems.rules.ApprovedChange;
import ems.rules.ApprovedChanges;
import ems.rules.draft.Draft;
import ems.rules.draft.DraftState;

/** Which version of the rules becomes active in which period, in table {@code rule_schedule}: looked at as each period opens. */
@ApplicationScoped
public class RuleSchedule {

    static final String LATEST_DUE = "select * from rule_schedule where grid = :grid and state = 'WAITS'"
            + " and holds_from <= :start order by grid desc, state desc, holds_from desc, id desc limit 1";
    static final String BEFORE = "select * from rule_schedule where grid = :grid and state = 'ACTIVE'"
            + " and holds_from > :start order by grid, state, holds_from, id limit 1";
    static final String LATEST = "select * from rule_schedule where grid = :grid and state = :state"
            + " order by grid desc, state desc, holds_from desc, id desc limit 1";

    /** A border that is nearer than this may be crossed before an order is kept. */
    public static final Duration MARGIN = Duration.ofSeconds(5);

    private static final int MOST_LISTED = 1_000;

    private final Jdbi jdbi;
    private final People people;

    public RuleSchedule(DataSource database, People people) {
        this.jdbi = Jdbi.create(database);
        this.people = people;
    }

    /** Whether somebody may approve drafts, so that rules change by approval alone. */
    public boolean hasApprovers() {
        return people.all().stream()
                .anyMatch(person -> !person.disabled() && person.roles().contains(Role.APPROVER));
    }

    /** For the rule book of one grid. */
    public ApprovedChanges of(GridId grid) {
        return new ApprovedChanges() {
            @Override
            public boolean closeFolder() {
                return hasApprovers();
            }

            @Override
            public Optional<ApprovedChange> claim(MatchingPeriod period) {
                return jdbi.withHandle(sql -> claimed(sql, grid, period))
                        .map(due -> new ApprovedChange(due.number(), due.version()));
            }

            @Override
            public void activated(ApprovedChange change, MatchingPeriod first, String before) {
                activate(grid, change, first, before);
            }

            @Override
            public Optional<String> versionBefore(MatchingPeriod period) {
                return jdbi.withHandle(sql -> before(sql, grid, period));
            }
        };
    }

    /** The latest rows of a grid, the latest period first. */
    public List<ScheduledRules> all(GridId grid) {
        return jdbi.withHandle(sql -> sql.createQuery(
                        "select * from rule_schedule where grid = :grid order by holds_from desc, id desc limit :most")
                .bind("grid", grid.text())
                .bind("most", MOST_LISTED)
                .map((row, context) -> read(row))
                .list());
    }

    /** What was approved or ordered and is not active yet, the one of the latest period: whatever comes then comes after it. */
    public Optional<ScheduledRules> last(GridId grid) {
        return jdbi.withHandle(sql -> latest(sql, grid, State.WAITS).or(() -> latest(sql, grid, State.CLAIMED)));
    }

    /** An operator goes back to a version in an emergency. */
    public void restore(GridId grid, String version, MatchingPeriod from, long trail, String person, String reason) {
        jdbi.useTransaction(sql -> insert(sql, grid, version, from, Optional.empty(), trail, person, reason));
    }

    /**
     * That an operator went back in an emergency, in a sentence without its full stop; empty unless that is the last that was
     * decided.
     *
     * @param active version that is active now
     */
    public Optional<String> emergency(GridId grid, String active) {
        return jdbi.withHandle(sql -> latest(sql, grid, State.WAITS)
                        .or(() -> latest(sql, grid, State.CLAIMED))
                        .filter(rules -> rules.draft().isEmpty())
                        .or(() -> latest(sql, grid, State.ACTIVE)
                                .filter(rules -> rules.draft().isEmpty()
                                        && rules.version().equals(active))))
                .map(rules -> "an operator went back to the rules of version " + rules.version()
                        + " in an emergency, from the period of " + rules.from() + " on (trail " + rules.trail() + ")");
    }

    private static Optional<ScheduledRules> latest(Handle sql, GridId grid, State state) {
        return sql.createQuery(LATEST)
                .bind("grid", grid.text())
                .bind("state", state.name())
                .map((row, context) -> read(row))
                .findOne();
    }

    static void insert(
            Handle sql,
            GridId grid,
            String version,
            MatchingPeriod from,
            Optional<Long> draft,
            long trail,
            String person,
            String reason) {
        sql.createUpdate("insert into rule_schedule (grid, version, holds_from, draft, trail, person, reason, state)"
                        + " values (:grid, :version, :from, :draft, :trail, :person, :reason, 'WAITS')")
                .bind("grid", grid.text())
                .bind("version", version)
                .bind("from", DraftRows.time(from))
                .bind("draft", draft.orElse(null))
                .bind("trail", trail)
                .bind("person", person)
                .bind("reason", reason)
                .execute();
    }

    /**
     * What is kept of it holds: whatever opens a period later finds it withdrawn.
     *
     * @throws DraftConflict if its period has begun, or begins too soon
     */
    static void withdraw(Handle sql, Draft draft, TakenBack back, Instant at) {
        int waiting = sql.createUpdate("update rule_schedule set state = 'WITHDRAWN', back_by = :by, back_why = :why,"
                        + " back_trail = :trail"
                        + " where grid = :grid and state = 'WAITS' and draft = :id and holds_from > :soonest")
                .bind("grid", draft.grid().text())
                .bind("id", draft.id())
                .bind("by", back.person())
                .bind("why", back.reason())
                .bind("trail", back.trail())
                .bind("soonest", DraftRows.time(at.plus(MARGIN)))
                .execute();
        if (waiting == 0) {
            throw new DraftConflict(
                    "Draft " + draft.id() + " cannot be withdrawn any more: its period has begun, or begins within "
                            + MARGIN.toSeconds() + " s. Go back by a new draft.",
                    draft);
        }
    }

    /**
     * Each statement is a transaction of its own, so that the claim stands before a file is touched, and holds no lock while
     * another one is waited for.
     */
    private static Optional<ScheduledRules> claimed(Handle sql, GridId grid, MatchingPeriod period) {
        var before = latest(sql, grid, State.CLAIMED).filter(rules -> !period.isBefore(rules.from()));
        if (before.isPresent()) {
            return before;
        }
        for (var due = latestDue(sql, grid, period); due.isPresent(); due = latestDue(sql, grid, period)) {
            if (leavesWaiting(sql, due.get(), State.CLAIMED)) {
                return due;
            }
        }
        return Optional.empty();
    }

    private static Optional<ScheduledRules> latestDue(Handle sql, GridId grid, MatchingPeriod period) {
        return sql.createQuery(LATEST_DUE)
                .bind("grid", grid.text())
                .bind("start", DraftRows.time(period))
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Only the latest change can leave a period behind that opens late: those before it are long past. */
    private static Optional<String> before(Handle sql, GridId grid, MatchingPeriod period) {
        return sql.createQuery(BEFORE)
                .bind("grid", grid.text())
                .bind("start", DraftRows.time(period))
                .map((row, context) -> read(row))
                .findOne()
                .flatMap(ScheduledRules::before);
    }

    /** Drafts are locked before their rows of the schedule, as by those who withdraw one. */
    private void activate(GridId grid, ApprovedChange change, MatchingPeriod first, String before) {
        jdbi.useTransaction(sql -> {
            var changed = sql.createQuery("select * from rule_schedule where id = :id")
                    .bind("id", change.number())
                    .map((row, context) -> read(row))
                    .one();
            var due = sql.createQuery(
                            "select * from rule_schedule where grid = :grid and state = 'WAITS' and holds_from <= :start")
                    .bind("grid", grid.text())
                    .bind("start", DraftRows.time(first))
                    .map((row, context) -> read(row))
                    .list();
            Stream.concat(Stream.of(changed), due.stream())
                    .flatMap(rules -> rules.draft().stream())
                    .sorted()
                    .forEach(draft -> DraftRows.locked(sql, draft));
            due.stream()
                    .filter(each -> isOvertaken(each, changed))
                    .filter(each -> leavesWaiting(sql, each, State.OVERTAKEN))
                    .flatMap(each -> each.draft().stream())
                    .forEach(draft -> DraftRows.become(sql, draft, DraftState.WITHDRAWN, first.start()));
            changed.draft().ifPresent(draft -> DraftRows.become(sql, draft, DraftState.ACTIVE, first.start()));
            sql.createUpdate("update rule_schedule set state = 'ACTIVE', activated_in = :first, before = :before"
                            + " where id = :id")
                    .bind("first", DraftRows.time(first))
                    .bind("before", before)
                    .bind("id", change.number())
                    .execute();
        });
    }

    /** One that holds later is due as well after a crash: it comes next. */
    private static boolean isOvertaken(ScheduledRules each, ScheduledRules changed) {
        return each.from().isBefore(changed.from())
                || each.from().equals(changed.from()) && each.number() < changed.number();
    }

    /** @return whether it still waited: else somebody withdrew it meanwhile */
    private static boolean leavesWaiting(Handle sql, ScheduledRules rules, State state) {
        return sql.createUpdate("update rule_schedule set state = :state where id = :id and state = 'WAITS'")
                        .bind("state", state.name())
                        .bind("id", rules.number())
                        .execute()
                > 0;
    }

    private static Optional<TakenBack> takenBack(ResultSet row) throws SQLException {
        var person = row.getString("back_by");
        return person == null
                ? Optional.empty()
                : Optional.of(new TakenBack(person, row.getString("back_why"), row.getLong("back_trail")));
    }

    private static ScheduledRules read(ResultSet row) throws SQLException {
        long draft = row.getLong("draft");
        boolean isEmergency = row.wasNull();
        return new ScheduledRules(
                row.getLong("id"),
                new GridId(row.getString("grid")),
                row.getString("version"),
                DraftRows.period(row.getObject("holds_from", OffsetDateTime.class))
                        .orElseThrow(),
                isEmergency ? Optional.empty() : Optional.of(draft),
                row.getLong("trail"),
                row.getString("person"),
                row.getString("reason"),
                State.valueOf(row.getString("state")),
                DraftRows.period(row.getObject("activated_in", OffsetDateTime.class)),
                Optional.ofNullable(row.getString("before")),
                takenBack(row));
    }
}
