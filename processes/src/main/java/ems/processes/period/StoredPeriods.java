package ems.processes.period;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;
import org.kie.kogito.Application;
import org.kie.kogito.Model;
import org.kie.kogito.process.Process;
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

    public StoredPeriods(Processes processes, Application application) {
        this.processes = processes;
        this.application = application;
    }

    /** Starts the period's instance and takes it up to the exchange window; an instance that is there stays as it is. */
    public void start(PeriodKey key) {
        inTransaction(() -> {
            if (find(process(), key, ProcessInstanceReadMode.READ_ONLY).isEmpty()) {
                create(process(), key).start();
            }
            return null;
        });
    }

    /** Closes the exchange window of a waiting period and takes it to its end; nothing happens to any other. */
    public void closeWindow(PeriodKey key) {
        inTransaction(() -> {
            find(process(), key, ProcessInstanceReadMode.MUTABLE)
                    .filter(instance -> instance.status() == ProcessInstance.STATE_ACTIVE)
                    .ifPresent(instance -> instance.send(Sig.of(
                            InMemoryPeriods.WINDOW_CLOSED, key.period().end().toString())));
            return null;
        });
    }

    /** Repeats the failed step of a period; a period that did not fail stays as it is. */
    public void retry(PeriodKey key) {
        inTransaction(() -> {
            find(process(), key, ProcessInstanceReadMode.MUTABLE)
                    .flatMap(ProcessInstance::error)
                    .ifPresent(error -> error.retrigger());
            return null;
        });
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
                        .filter(instance -> instance.businessKey().startsWith(grid.text() + "/"))
                        .forEach(instance -> found.put(
                                PeriodKey.parse(instance.businessKey()).period(), status(instance)));
            }
            return found;
        });
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
                instance.error().map(error -> error.errorMessage()).orElse(""));
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

    private <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew()
                .call(() -> UnitOfWorkExecutor.executeInUnitOfWork(application.unitOfWorkManager(), work));
    }
}
