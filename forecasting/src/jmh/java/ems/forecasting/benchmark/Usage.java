package ems.forecasting.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import com.sun.management.OperatingSystemMXBean;

/** Time that something took, again and again, of the clock and of all cores; and the heap. */
final class Usage {

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final List<Long> wall = new ArrayList<>();
    private final List<Long> processor = new ArrayList<>();

    <T> T of(Supplier<T> work) {
        long start = System.nanoTime();
        long used = MACHINE.getProcessCpuTime();
        try {
            return work.get();
        } finally {
            wall.add(System.nanoTime() - start);
            processor.add(MACHINE.getProcessCpuTime() - used);
        }
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "median %,9.1f ms, worst %,9.1f ms, of all cores %,9.1f ms",
                milliseconds(wall, wall.size() / 2),
                milliseconds(wall, wall.size() - 1),
                milliseconds(processor, processor.size() / 2));
    }

    private static double milliseconds(List<Long> times, int rank) {
        return times.stream().sorted().skip(rank).findFirst().orElseThrow() / 1e6;
    }

    /** Bytes, after a collection. */
    static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static void forgetPeak() {
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** Bytes; no more than this was in use, rubbish included. */
    static long peak() {
        return heapPools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
