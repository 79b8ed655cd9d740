package ems.processes.period;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Map;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.jspecify.annotations.Nullable;
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

/**
 * Runs the live system's process for studies: the same generated class and tasks, with instances in memory that nobody
 * observes.
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

    public InMemoryPeriods(
            Processes processes, Application live, Instance<KogitoEngine> engines, @Any Instance<Object> beans) {
        var type = generatedClass(processes);
        this.process = secondCopy(type, applicationOfItsOwn(live, engines), beans);
        this.runtime = runtimeOf(process);
        this.instances = constructorOfInstances(type);
    }

    /**
     * Takes one period through the whole process, its exchange window closing at once. Outside a unit of work no events
     * are made, which nobody would read.
     *
     * @throws IllegalStateException if the instance ends in any other way than completed; names node and error
     */
    public void takeThrough(PeriodKey key) {
        var instance = instance(key);
        instance.start();
        instance.send(Sig.of(WINDOW_CLOSED, key.period().end().toString()));
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
