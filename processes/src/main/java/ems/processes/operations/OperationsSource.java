package ems.processes.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import ems.console.course.NoticeNow;
import ems.console.course.PeriodNow;
import ems.console.course.RunningPeriod;
import ems.market.party.PeriodKey;
import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;
import ems.processes.clock.Pause;
import ems.processes.clock.Pauses;
import ems.processes.grid.LiveGrid;
import ems.processes.operations.InstanceRows.FoundInstance;
import ems.processes.page.InstanceStandings;
import ems.processes.page.PeriodView.BlockView;
import ems.processes.period.PeriodStatus;
import ems.processes.period.StoredPeriods;
import ems.processes.repair.PeriodRepair;
import ems.processes.repair.RepairOrder;

/** Puts together what an operator sees. Looking changes nothing. */
@Singleton
public class OperationsSource {

    private final StoredPeriods periods;
    private final InstanceRows rows;
    private final MissedPeriodRows missed;
    private final PeriodRepair repair;
    private final Interventions interventions;
    private final Pauses pauses;
    private final StepBudgets budgets;
    private final Caller caller;

    public OperationsSource(
            StoredPeriods periods,
            InstanceRows rows,
            MissedPeriodRows missed,
            PeriodRepair repair,
            Interventions interventions,
            Pauses pauses,
            StepBudgets budgets,
            Caller caller) {
        this.periods = periods;
        this.rows = rows;
        this.missed = missed;
        this.repair = repair;
        this.interventions = interventions;
        this.pauses = pauses;
        this.budgets = budgets;
        this.caller = caller;
    }

    OperationsView list(LiveGrid grid, InstanceQuery asked) {
        var id = grid.setup().grid();
        var now = grid.clock().instant();
        var more = asked.withOneMore();
        var neverStarted = missed.list(grid, more);
        var found = found(more, neverStarted);
        var shown = shown(found, asked.limit());
        var next = found.size() > asked.limit()
                ? Optional.of(shown.get(shown.size() - 1).start())
                : neverStarted.downTo().map(MatchingPeriod::start);
        var pause = pauses.current(id, now).map(each -> PauseView.of(each, interventions.find(each.trail())));
        return new OperationsView(
                id.text(),
                now,
                caller.name(),
                shown,
                next,
                rows.count(id),
                causes(grid, now),
                pause,
                List.of(pausing(pause), resuming(pause)));
    }

    /** Instances, and periods that never had one, newest first, down to where both were looked for. */
    private List<PeriodRow> found(InstanceQuery asked, MissedPeriodRows.Found neverStarted) {
        return Stream.concat(rows.list(asked).stream(), neverStarted.rows().stream())
                .filter(row -> neverStarted
                        .downTo()
                        .filter(last -> row.start().isBefore(last.start()))
                        .isEmpty())
                .sorted(Comparator.comparing(PeriodRow::start).reversed())
                .limit(asked.limit())
                .toList();
    }

    /** A period that has several instances stands on one page with all of them, unless that page had nothing else. */
    static List<PeriodRow> shown(List<PeriodRow> found, int limit) {
        if (found.size() <= limit) {
            return found;
        }
        var next = found.get(limit).start();
        int end = limit;
        while (end > 0 && found.get(end - 1).start().equals(next)) {
            end--;
        }
        return found.subList(0, end == 0 ? limit : end);
    }

    private List<CauseView> causes(LiveGrid grid, Instant now) {
        SortedMap<MatchingPeriod, PeriodStatus> instances =
                periods.instances(grid.setup().grid());
        Map<List<String>, List<MatchingPeriod>> byCause = new LinkedHashMap<>();
        instances.forEach((period, status) -> {
            if (status.failed()) {
                byCause.computeIfAbsent(List.of(status.failedNode(), status.message()), first -> new ArrayList<>())
                        .add(period);
            }
        });
        return byCause.entrySet().stream()
                .map(cause ->
                        cause(grid, now, cause.getKey().get(0), cause.getKey().get(1), cause.getValue()))
                .sorted(Comparator.comparing(
                                (CauseView cause) -> -cause.starts().size())
                        .thenComparing(CauseView::step))
                .toList();
    }

    /** The advice is that of the page, which goes by the failed task alone. */
    private static CauseView cause(
            LiveGrid grid, Instant now, String node, String error, List<MatchingPeriod> stopped) {
        var status = new PeriodStatus("", true, node, error);
        var way = PeriodNow.of(
                new RunningPeriod(PeriodRecord.blank(grid.key(stopped.get(0))), InstanceStandings.of(status)), now);
        return new CauseView(
                InstanceRows.words(node),
                error,
                way.advice().orElse(""),
                stopped.stream().map(MatchingPeriod::start).toList());
    }

    private ActionView pausing(Optional<PauseView> pause) {
        return ActionView.of(
                "pause",
                caller.mayNotOperate().or(() -> pause.map(each -> "The grid is paused already.")),
                "No period starts from now on, so nobody trades and everybody buys from and sells to the grid. The period"
                        + " under way goes on to its end. Messages are taken as ever. Each period that does not run says in"
                        + " the ledger that an operator paused the grid.");
    }

    private ActionView resuming(Optional<PauseView> pause) {
        return ActionView.of(
                "resume",
                caller.mayNotOperate()
                        .or(() -> pause.isPresent() ? Optional.empty() : Optional.of("The grid is not paused.")),
                "The next period starts at its minute. Periods that did not run meanwhile stay as they are.");
    }

    /** @throws OrderRefused if nothing is known of the period */
    PeriodOperation one(LiveGrid grid, PeriodKey key) {
        var now = grid.clock().instant();
        var record = grid.journal().read(key);
        var status = periods.status(key);
        var instance = rows.find(key);
        var never = instance.isPresent() ? Optional.<MissedPeriods>empty() : missed.find(grid, key);
        if (never.isEmpty()) {
            refuseUnknown(key, now, record, status, instance);
        }
        var running = new RunningPeriod(record, InstanceStandings.of(record, status), standstill(key, now));
        var failed = status.filter(PeriodStatus::failed).map(PeriodStatus::failedNode);
        return new PeriodOperation(
                key.grid().text(),
                now,
                caller.name(),
                PeriodNow.of(running, now),
                never,
                instance.map(found -> rows.steps(found.id(), budgets, failed)).orElse(List.of()),
                grid.ledger()
                        .block(key)
                        .map(block -> new BlockView(
                                block.height(),
                                block.hash(),
                                block.height()
                                        <= grid.ledger()
                                                .anchoredHeight(key.grid())
                                                .orElse(-1L))),
                interventions.of(key),
                instance.isPresent(),
                actions(key, record, failed.flatMap(Task::withId)));
    }

    /** What keeps the grid from the next period while this one's minute lasts. */
    private Optional<NoticeNow> standstill(PeriodKey key, Instant now) {
        return now.isBefore(key.period().end())
                ? pauses.current(key.grid(), now).map(Pause::notice)
                : Optional.empty();
    }

    /** The engine's id of a period's instance, if there is one. */
    Optional<String> instance(PeriodKey key) {
        return rows.find(key).map(FoundInstance::id);
    }

    /** @throws OrderRefused if nothing is known of the period */
    void refuseUnknown(LiveGrid grid, PeriodKey key) {
        refuseUnknown(key, grid.clock().instant(), grid.journal().read(key), periods.status(key), rows.find(key));
    }

    private static void refuseUnknown(
            PeriodKey key,
            Instant now,
            PeriodRecord record,
            Optional<PeriodStatus> status,
            Optional<FoundInstance> instance) {
        if (record.steps().isEmpty() && status.isEmpty() && instance.isEmpty()) {
            throw OrderRefused.unknown(
                    key.period().start().isAfter(now)
                            ? "The period of " + key.period() + " has not begun: the grid's clock shows " + now + "."
                            : "Nothing is known of a period of " + key.period()
                                    + ": it is older than the grid, or than what is kept.");
        }
    }

    private List<ActionView> actions(PeriodKey key, PeriodRecord record, Optional<Task> failed) {
        List<ActionView> actions = new ArrayList<>();
        for (var order : RepairOrder.values()) {
            actions.add(ActionView.of(
                    OperatorOrders.verb(order),
                    caller.mayNotOperate().or(() -> repair.refusal(order, key).map(OperationsSource::sentence)),
                    Consequences.of(order, record, failed)));
        }
        return actions;
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}
