package ems.routes.benchmark;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToLongFunction;

import com.sun.management.OperatingSystemMXBean;

/**
 * Time that passed, and what a process used meanwhile.
 *
 * @param wall in ns
 * @param cpu in ns, of all cores together
 */
public record Spent(long wall, long cpu) {

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Of this process, from some point on. */
    public static Spent now() {
        return new Spent(System.nanoTime(), MACHINE.getProcessCpuTime());
    }

    public Spent since(Spent start) {
        return new Spent(wall - start.wall, cpu - start.cpu);
    }

    /** Of so many messages, how many a second. */
    public double rate(long messages) {
        return messages / (wall / 1e9);
    }

    /** In seconds. */
    public static double median(List<Spent> all, ToLongFunction<Spent> what) {
        return all.stream().mapToLong(what).sorted().skip(all.size() / 2).findFirst().orElseThrow() / 1e9;
    }
}
