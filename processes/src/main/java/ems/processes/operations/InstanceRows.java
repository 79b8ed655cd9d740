package ems.processes.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;
import ems.processes.period.FailureWords;
import ems.processes.period.InMemoryPeriods;

import static java.util.Objects.requireNonNull;

/**
 * Process instances in the index that the engine's tools ask. It is in this process and its database, so it is asked there and by
 * the order of its keys: a list is as fast with a hundred thousand ended instances as with ten.
 */
@Singleton
public class InstanceRows {

    private static final char ESCAPE = '!';
    private static final String OF_GRID = " business_key >= :first and business_key < :before";

    private final Jdbi jdbi;

    public InstanceRows(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    /**
     * Lets the index be asked in the order of its keys, for which the engine makes no index of its own. Its tables are there once the
     * application has started: a migration of ours may come before them.
     */
    public void prepare() {
        jdbi.useHandle(
                sql -> sql.execute("create index if not exists processes_by_key on processes (business_key, state)"));
    }

    /** Newest period first. */
    List<PeriodRow> list(InstanceQuery asked) {
        if (asked.state().filter(state -> !state.hasInstance()).isPresent()) {
            return List.of();
        }
        var conditions = new StringBuilder(OF_GRID);
        asked.state().ifPresent(state -> conditions.append(" and state = ").append(state.number()));
        asked.step()
                .ifPresent(step ->
                        conditions.append(" and (state in (3, 5) and node_definition_id = :step or state = 1 and"
                                + " exists (select 1 from nodes n where n.process_instance_id = p.id and n.exit is null"
                                + " and n.definition_id = :step))"));
        asked.error()
                .ifPresent(error -> conditions
                        .append(" and state in (3, 5) and lower(message) like :error escape '")
                        .append(ESCAPE)
                        .append('\''));
        return jdbi.withHandle(sql -> {
            var query = sql.createQuery(
                            "select id, business_key, state, start_time, end_time, node_definition_id, message"
                                    + " from processes p where" + conditions
                                    + " order by business_key desc fetch first " + asked.limit() + " rows only")
                    .bind("first", first(asked))
                    .bind("before", before(asked));
            asked.step().ifPresent(step -> query.bind("step", step));
            asked.error().ifPresent(error -> query.bind("error", '%' + literally(error) + '%'));
            Map<String, String> open = openSteps(asked.grid());
            return query.map((row, context) -> row(row, open)).list();
        });
    }

    /** How many there are in each state. */
    Map<PeriodState, Long> count(GridId grid) {
        Map<PeriodState, Long> counts = new EnumMap<>(PeriodState.class);
        PeriodState.ofInstances().forEach(state -> counts.put(state, 0L));
        jdbi.useHandle(sql -> sql.createQuery("select state, count(*) many from processes where" + OF_GRID
                        + " and state in (1, 2, 3, 5) group by state")
                .bind("first", grid.text() + '/')
                .bind("before", grid.text() + '0')
                .map((row, context) -> counts.put(PeriodState.numbered(row.getInt("state")), row.getLong("many")))
                .list());
        return counts;
    }

    /** The latest instance of a period. */
    Optional<FoundInstance> find(PeriodKey key) {
        return jdbi.withHandle(sql -> sql.createQuery(
                        "select id, business_key, state, start_time, end_time, node_definition_id, message"
                                + " from processes where business_key = :key order by start_time desc"
                                + " fetch first 1 rows only")
                .bind("key", key.toString())
                .map((row, context) ->
                        new FoundInstance(requireNonNull(row.getString("id")), row(row, openSteps(key.grid()))))
                .findOne());
    }

    /** Those of the periods that have an instance. */
    Set<PeriodKey> known(Collection<PeriodKey> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return jdbi.withHandle(
                sql -> sql.createQuery("select distinct business_key from processes where business_key in (<keys>)")
                        .bindList("keys", keys.stream().map(PeriodKey::toString).toList())
                        .map((row, context) -> PeriodKey.parse(row.getString("business_key")))
                        .set());
    }

    /** An instance, by the engine's id. */
    record FoundInstance(String id, PeriodRow row) {}

    /** What an instance did, oldest first: tasks, and the wait for the end of the exchange window. */
    List<StepRun> steps(String instance, StepBudgets budgets, Optional<String> failedNode) {
        List<NodeRow> nodes = jdbi
                .withHandle(sql -> sql.createQuery("select definition_id, enter, exit from nodes"
                                + " where process_instance_id = :id order by enter, id")
                        .bind("id", instance)
                        .map((row, context) -> new NodeRow(
                                row.getString("definition_id"), row.getTimestamp("enter"), row.getTimestamp("exit")))
                        .list())
                .stream()
                .filter(node -> node.enter() != null && isStep(node.node()))
                .toList();
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> run(nodes.get(i).before(nodes.subList(i + 1, nodes.size())), budgets, failedNode))
                .toList();
    }

    private record NodeRow(
            String node,
            @org.jspecify.annotations.Nullable Timestamp enter,
            @org.jspecify.annotations.Nullable Timestamp exit) {

        /** The engine leaves a node once it has come through those behind it: a step that is left ended when the next one began. */
        NodeRow before(List<NodeRow> later) {
            return exit == null || later.isEmpty() || !exit.after(later.get(0).enter())
                    ? this
                    : new NodeRow(node, enter, later.get(0).enter());
        }
    }

    private static StepRun run(NodeRow node, StepBudgets budgets, Optional<String> failedNode) {
        var began = requireNonNull(node.enter()).toInstant();
        var ended = Optional.ofNullable(node.exit()).map(Timestamp::toInstant);
        return new StepRun(
                words(node.node()),
                began,
                ended,
                ended.stream()
                        .mapToLong(end -> java.time.Duration.between(began, end).toMillis())
                        .findFirst(),
                budgets.milliseconds(node.node()),
                ended.isEmpty() && failedNode.filter(node.node()::equals).isPresent());
    }

    private static boolean isStep(String node) {
        return node.equals(InMemoryPeriods.EXCHANGE_WINDOW) || Task.withId(node).isPresent();
    }

    /** Of those that run: few, however much has ended. */
    private Map<String, String> openSteps(GridId grid) {
        Map<String, String> open = new HashMap<>();
        jdbi.useHandle(
                sql -> sql.createQuery("select n.process_instance_id instance, n.definition_id node from processes p"
                                + " join nodes n on n.process_instance_id = p.id where p.state = 1 and n.exit is null and p."
                                + OF_GRID.strip().replace("and business_key", "and p.business_key"))
                        .bind("first", grid.text() + '/')
                        .bind("before", grid.text() + '0')
                        .map((row, context) -> open.put(row.getString("instance"), row.getString("node")))
                        .list());
        return open;
    }

    private static PeriodRow row(ResultSet row, Map<String, String> open) throws SQLException {
        var state = PeriodState.numbered(row.getInt("state"));
        boolean broke = state == PeriodState.ERROR || state == PeriodState.ABORTED;
        var node = broke ? row.getString("node_definition_id") : open.get(row.getString("id"));
        var message = row.getString("message");
        return new PeriodRow(
                PeriodKey.parse(row.getString("business_key")).period().start(),
                state,
                Optional.ofNullable(node).map(InstanceRows::words),
                Optional.of(row.getTimestamp("start_time").toInstant()),
                Optional.ofNullable(row.getTimestamp("end_time")).map(Timestamp::toInstant),
                broke && message != null ? Optional.of(FailureWords.of(message)) : Optional.empty(),
                Optional.empty());
    }

    /** The task's words on the diagram; the node's id where it is no task. */
    static String words(String node) {
        return node.equals(InMemoryPeriods.EXCHANGE_WINDOW)
                ? "Exchange window"
                : Task.withId(node).map(Task::words).orElse(node);
    }

    private static String first(InstanceQuery asked) {
        return asked.grid().text()
                + '/'
                + asked.from().map(MatchingPeriod::toString).orElse("");
    }

    private static String before(InstanceQuery asked) {
        return asked.before()
                .map(period -> asked.grid().text() + '/' + period)
                .orElse(asked.grid().text() + '0'); // the character behind the slash
    }

    private static String literally(String part) {
        return part.replaceAll("([!%_])", ESCAPE + "$1");
    }
}
