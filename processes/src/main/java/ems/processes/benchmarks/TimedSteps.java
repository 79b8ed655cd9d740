package ems.processes.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;

import ems.market.period.PeriodSteps;

/** Notes how long each step of a market takes. */
final class TimedSteps {

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Map<String, Spent> spent = new LinkedHashMap<>();

    /**
     * Time that passed, and what all threads of this process used meanwhile.
     *
     * @param wall in ns
     * @param cpu in ns, of all cores together
     */
    record Spent(long wall, long cpu) {

        static Spent none() {
            return new Spent(0, 0);
        }

        static Spent now() {
            return new Spent(System.nanoTime(), MACHINE.getProcessCpuTime());
        }

        Spent since(Spent start) {
            return new Spent(wall - start.wall, cpu - start.cpu);
        }

        Spent plus(Spent more) {
            return new Spent(wall + more.wall, cpu + more.cpu);
        }
    }

    PeriodSteps around(PeriodSteps market) {
        return (PeriodSteps) Proxy.newProxyInstance(
                PeriodSteps.class.getClassLoader(), new Class<?>[] {PeriodSteps.class}, (proxy, step, arguments) -> {
                    var start = Spent.now();
                    try {
                        return step.invoke(market, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        spent.merge(step.getName(), Spent.now().since(start), Spent::plus);
                    }
                });
    }

    /** What was noted since the last time, by the step's name. */
    Map<String, Spent> taken() {
        var taken = new LinkedHashMap<>(spent);
        spent.clear();
        return taken;
    }
}
