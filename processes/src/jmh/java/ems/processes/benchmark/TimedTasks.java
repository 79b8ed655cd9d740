package ems.processes.benchmark;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;

import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;

/** Notes how long each task of a market takes. */
final class TimedTasks {

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
        return new PeriodSteps() {
            @Override
            public String perform(Task task, PeriodKey key) {
                var start = Spent.now();
                try {
                    return market.perform(task, key);
                } finally {
                    spent.merge(task.id(), Spent.now().since(start), Spent::plus);
                }
            }

            @Override
            public String abandon(PeriodKey key, String reason) {
                return market.abandon(key, reason);
            }
        };
    }

    /** What was noted since the last time, by the task's id. */
    Map<String, Spent> taken() {
        var taken = new LinkedHashMap<>(spent);
        spent.clear();
        return taken;
    }
}
