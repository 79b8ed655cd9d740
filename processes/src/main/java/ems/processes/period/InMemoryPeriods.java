package ems.processes.period;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.jbpm.process.core.ProcessSupplier;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.process.NodeContainer;
import org.kie.api.runtime.process.ProcessRuntime;
import org.kie.kogito.Application;
import org.kie.kogito.KogitoEngine;
import org.kie.kogito.Model;
import org.kie.kogito.StaticConfig;
import org.kie.kogito.process.Process;
import org.kie.kogito.process.ProcessConfig;
import org.kie.kogito.process.ProcessInstance;
import org.kie.kogito.process.ProcessInstancesFactory;
import org.kie.kogito.process.Processes;
import org.kie.kogito.process.impl.AbstractProcess;
import org.kie.kogito.process.impl.DefaultProcessEventListenerConfig;
import org.kie.kogito.process.impl.Sig;
import org.kie.kogito.process.impl.StaticProcessConfig;
import org.kie.kogito.services.uow.CollectingUnitOfWorkFactory;
import org.kie.kogito.services.uow.DefaultUnitOfWorkManager;
import org.kie.kogito.uow.UnitOfWorkManager;

import ems.market.party.PeriodKey;
import ems.market.period.Task;

/**
 * Runs the live system's process for studies: the same generated class and tasks, with instances in memory that nobody
 * observes. As long as nothing fails, its tasks are called one after the other; the engine goes on from one that fails.
 *
 * <p>The generated process is built a second time, around an application of its own without stores and listeners. All its
 * instances share one runtime, which keeps nothing of them: the process itself would make one for each, and search the whole
 * class path for services while it does. This leans on the shape of the generated constructors; a test holds it.
 */
@ApplicationScoped
public class InMemoryPeriods {

    /** Name of the process and of its file. */
    public static final String PROCESS = "runMatchingPeriod";
    /** Name of the signal that closes the exchange window. */
    public static final String WINDOW_CLOSED = "windowClosed";
    /** Id of the node that waits for that signal. */
    public static final String EXCHANGE_WINDOW = "exchangeWindow";

    private final UnitOfWorkManager unitsOfWork = new DefaultUnitOfWorkManager(new CollectingUnitOfWorkFactory());
    private final Process<? extends Model> process;
    private final ProcessRuntime runtime;
    private final Constructor<?> instances;
    private final Optional<StraightPath> path;
    private final Markets markets;

    public InMemoryPeriods(
            Processes processes,
            Application live,
            Instance<KogitoEngine> engines,
            @Any Instance<Object> beans,
            Markets markets) {
        var type = generatedClass(processes);
        this.process = secondCopy(type, applicationOfItsOwn(live, engines), beans);
        this.runtime = runtimeOf(process);
        this.instances = constructorOfInstances(type);
        this.path = StraightPath.of((NodeContainer) ((ProcessSupplier) process).get());
        this.markets = markets;
    }

    /**
     * Takes one period through the whole process, its exchange window closing at once. A task that fails is performed again by
     * the engine, which then knows what follows.
     *
     * @throws IllegalStateException if the process ends in any other way than completed; names node and error
     */
    public void takeThrough(PeriodKey key) {
        if (path.isEmpty()) {
            goThrough(key, ProcessInstance::start);
        } else {
            takeStraight(path.get(), key)
                    .ifPresent(failed -> goThrough(key, instance -> instance.startFrom(failed.id())));
        }
    }

    private Optional<Task> takeStraight(StraightPath path, PeriodKey key) {
        var market = markets.of(key.grid());
        synchronized (market) {
            return path.take(key, market);
        }
    }

    /** Outside a unit of work the engine makes no events, which nobody would read. */
    private void goThrough(PeriodKey key, Consumer<ProcessInstance<?>> starting) {
        var instance = instance(key);
        starting.accept(instance);
        if (instance.status() == ProcessInstance.STATE_ACTIVE) {
            instance.send(Sig.of(WINDOW_CLOSED, key.period().end().toString()));
        }
        if (instance.status() != ProcessInstance.STATE_COMPLETED) {
            throw new IllegalStateException(key + " did not complete: " + failure(instance));
        }
    }

    private ProcessInstance<?> instance(PeriodKey key) {
        var variables = process.createModel();
        variables.fromMap(Map.of("key", key.toString()));
        try {
            return (ProcessInstance<?>) instances.newInstance(process, variables, key.toString(), runtime);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(instances + " cannot be called", e);
        }
    }

    private static ProcessRuntime runtimeOf(Process<?> process) {
        try {
            var making = AbstractProcess.class.getDeclaredMethod("createProcessRuntime");
            making.setAccessible(true);
            return (ProcessRuntime) making.invoke(process);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the engine's processes have another shape than expected", e);
        }
    }

    private static Constructor<?> constructorOfInstances(Class<?> type) {
        try {
            return Arrays.stream(Class.forName(type.getName() + "Instance", true, type.getClassLoader())
                            .getConstructors())
                    .filter(candidate -> {
                        Class<?>[] parameters = candidate.getParameterTypes();
                        return parameters.length == 4
                                && parameters[2] == String.class
                                && parameters[3] == ProcessRuntime.class;
                    })
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(type + " has instances of another shape"));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(type + " has instances of another name", e);
        }
    }

    private static String failure(ProcessInstance<?> instance) {
        return instance.error()
                .map(error -> "'" + error.failedNodeId() + "' failed: " + FailureWords.of(error.errorMessage()))
                .orElse("state " + instance.status());
    }

    private static Class<?> generatedClass(Processes processes) {
        Class<?> type = processes.processById(PROCESS).getClass();
        while (!type.getSimpleName().endsWith("Process")) {
            type = type.getSuperclass();
        }
        return type;
    }

    private Application applicationOfItsOwn(Application live, Instance<KogitoEngine> engines) {
        var handlers = live.config().get(ProcessConfig.class).workItemHandlers();
        var config = new StaticConfig(
                live.config().addons(),
                new StaticProcessConfig(handlers, new DefaultProcessEventListenerConfig(), unitsOfWork));
        try {
            return (Application) Class.forName(
                            "org.kie.kogito.app.Application",
                            true,
                            Thread.currentThread().getContextClassLoader())
                    .getConstructor(org.kie.kogito.Config.class, Instance.class)
                    .newInstance(config, engines);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the generated application has another shape than expected", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Process<? extends Model> secondCopy(Class<?> type, Application application, Instance<Object> beans) {
        Constructor<?> constructor = Arrays.stream(type.getConstructors())
                .filter(candidate -> candidate.isAnnotationPresent(Inject.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no constructor for injection"));
        Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                .map(parameter -> argument(parameter, application, beans))
                .toArray();
        try {
            return (Process<? extends Model>) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has another shape than expected", e);
        }
    }

    /** Without a factory of instances the engine keeps them in memory. */
    private static @Nullable Object argument(Class<?> type, Application application, Instance<Object> beans) {
        if (Application.class.isAssignableFrom(type)) {
            return application;
        }
        if (type == ProcessInstancesFactory.class) {
            return null;
        }
        var found = beans.select(type);
        return found.isUnsatisfied() ? null : found.get();
    }
}
