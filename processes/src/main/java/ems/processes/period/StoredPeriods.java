package ems.processes.period;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;
import org.kie.kogito.Application;
import org.kie.kogito.Model;
import org.kie.kogito.internal.process.runtime.KogitoNodeInstance;
import org.kie.kogito.process.Process;
import org.kie.kogito.process.ProcessError;
import org.kie.kogito.process.ProcessInstance;
import org.kie.kogito.process.ProcessInstanceReadMode;
import org.kie.kogito.process.Processes;
import org.kie.kogito.process.impl.Sig;
import org.kie.kogito.services.uow.UnitOfWorkExecutor;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

/**
 * Runs the process live: instances survive a crash, and operators see them.
 *
 * <p>Each call is one transaction of the engine. The tasks commit their own work apart from it and once only, so an
 * instance that a crash threw back repeats its tasks without doing anything twice.
 */
@ApplicationScoped
public class StoredPeriods {

    private static final Set<Integer> RUNNING = Set.of(ProcessInstance.STATE_ACTIVE, ProcessInstance.STATE_ERROR);

    private final Processes processes;
    private final Application application;
    private final PeriodTurns turns;
    private final InstanceIndex index;
    private final AbortReasons reasons;

    public StoredPeriods(
            Processes processes,
            Application application,
            PeriodTurns turns,
            InstanceIndex index,
            AbortReasons reasons) {
        this.processes = processes;
        this.application = application;
        this.turns = turns;
        this.index = index;
        this.reasons = reasons;
    }

    /** Starts the period's instance and takes it up to the exchange window; an instance that is there stays as it is. */
    public void start(PeriodKey key) {
        inTurn(key, () -> {
            if (find(process(), key, ProcessInstanceReadMode.READ_ONLY).isEmpty()) {
                create(process(), key).start();
            }
        });
    }

    /** Closes the exchange window of a waiting period and takes it to its end; nothing happens to any other. */
    public void closeWindow(PeriodKey key) {
        inTurn(
                key,
                () -> find(process(), key, ProcessInstanceReadMode.MUTABLE)
                        .filter(instance -> instance.status() == ProcessInstance.STATE_ACTIVE)
                        .ifPresent(instance -> instance.send(Sig.of(
                                InMemoryPeriods.WINDOW_CLOSED,
                                key.period().end().toString()))));
    }

    /** Repeats the failed step of a period; one that did not fail stays as it is. Whoever calls has the period's turn. */
    public void retry(PeriodKey key) {
        repair(key, instance -> instance.error().ifPresent(ProcessError::retrigger));
    }

    /** Goes on behind the failed step; a period that did not fail stays as it is. Whoever calls has the period's turn. */
    public void skip(PeriodKey key) {
        repair(key, instance -> instance.error().ifPresent(ProcessError::skip));
    }

    /** Ends the instance, and {@link AbortedPeriods the period} with it. Whoever calls has the period's turn. */
    public void abort(PeriodKey key) {
        repair(key, ProcessInstance::abort);
    }

    /** @param reason what the ledger says of the period from now on */
    public void abort(PeriodKey key, String reason) {
        reasons.during(key, reason, () -> abort(key));
    }

    /**
     * Takes an instance that is {@link #lost} to a node of the diagram; any other stays as it is. Whoever calls has the period's
     * turn.
     */
    public void goOn(PeriodKey key, String node) {
        repair(key, instance -> {
            if (isLost(instance)) {
                instance.triggerNode(node);
            }
        });
    }

    private void repair(PeriodKey key, Consumer<ProcessInstance<?>> work) {
        var instance = inTransaction(() -> {
            Optional<? extends ProcessInstance<?>> found = find(process(), key, ProcessInstanceReadMode.MUTABLE);
            found.ifPresent(work);
            return found.map(ProcessInstance::id);
        });
        instance.ifPresent(id -> index.endTasks(id, standsAt(key)));
    }

    private Optional<String> standsAt(PeriodKey key) {
        return inTransaction(() -> find(process(), key, ProcessInstanceReadMode.READ_ONLY)
                .flatMap(instance -> instance.error()
                        .map(ProcessError::failedNodeInstanceId)
                        .or(() -> instance.findNodes(any -> true).stream()
                                .map(KogitoNodeInstance::getStringId)
                                .findFirst())));
    }

    /**
     * Periods of the grid whose instance is at work on nothing and waits for nothing, oldest first: somebody has taken its wait
     * away, and without help it would never end.
     */
    public List<MatchingPeriod> lost(GridId grid) {
        return inTransaction(() -> {
            try (var instances = process().instances().stream(ProcessInstanceReadMode.READ_ONLY)) {
                return instances
                        .filter(instance -> isOf(grid, instance) && isLost(instance))
                        .map(instance -> PeriodKey.parse(instance.businessKey()).period())
                        .sorted()
                        .toList();
            }
        });
    }

    private static boolean isLost(ProcessInstance<?> instance) {
        return instance.status() == ProcessInstance.STATE_ACTIVE
                && instance.findNodes(any -> true).isEmpty();
    }

    /** Periods of the grid that wait for their exchange window to close, oldest first. */
    public List<MatchingPeriod> waiting(GridId grid) {
        return periods(grid, status -> !status.failed());
    }

    /** Periods of the grid whose instance is in ERROR, oldest first. */
    public List<MatchingPeriod> failed(GridId grid) {
        return periods(grid, PeriodStatus::failed);
    }

    private List<MatchingPeriod> periods(GridId grid, Predicate<PeriodStatus> which) {
        return instances(grid).entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How each of the grid's instances stands that waits or is in ERROR, oldest period first; read at once. */
    public SortedMap<MatchingPeriod, PeriodStatus> instances(GridId grid) {
        return inTransaction(() -> {
            SortedMap<MatchingPeriod, PeriodStatus> found = new TreeMap<>();
            try (var instances = process().instances().stream(ProcessInstanceReadMode.READ_ONLY)) {
                instances
                        .filter(instance -> RUNNING.contains(instance.status()))
                        .filter(instance -> isOf(grid, instance))
                        .forEach(instance -> found.put(
                                PeriodKey.parse(instance.businessKey()).period(), status(instance)));
            }
            return found;
        });
    }

    private static boolean isOf(GridId grid, ProcessInstance<?> instance) {
        return instance.businessKey().startsWith(grid.text() + "/");
    }

    /** Whether an instance of the period is there, in whatever state but completed. */
    public Optional<PeriodStatus> status(PeriodKey key) {
        return inTransaction(
                () -> find(process(), key, ProcessInstanceReadMode.READ_ONLY).map(StoredPeriods::status));
    }

    private static PeriodStatus status(ProcessInstance<?> instance) {
        return new PeriodStatus(
                instance.id(),
                instance.status() == ProcessInstance.STATE_ERROR,
                instance.error().map(error -> error.failedNodeId()).orElse(""),
                instance.error()
                        .map(error -> FailureWords.of(error.errorMessage()))
                        .orElse(""));
    }

    private static <T extends Model> Optional<ProcessInstance<T>> find(
            Process<T> process, PeriodKey key, ProcessInstanceReadMode mode) {
        return process.instances().findByBusinessKey(key.toString(), mode);
    }

    private static <T extends Model> ProcessInstance<T> create(Process<T> process, PeriodKey key) {
        T variables = process.createModel();
        variables.fromMap(Map.of("key", key.toString()));
        return process.createInstance(key.toString(), variables);
    }

    private Process<? extends Model> process() {
        return processes.processById(InMemoryPeriods.PROCESS);
    }

    private void inTurn(PeriodKey key, Runnable work) {
        turns.inTurn(
                key,
                () -> inTransaction(() -> {
                    work.run();
                    return true;
                }));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew()
                .call(() -> UnitOfWorkExecutor.executeInUnitOfWork(application.unitOfWorkManager(), work));
    }
}
