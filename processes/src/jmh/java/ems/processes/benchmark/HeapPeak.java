package ems.processes.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.stream.Stream;

/** The most that was in use of the heap, rubbish included. */
final class HeapPeak {

    private HeapPeak() {}

    static void forget() {
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    static long bytes() {
        return pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static Stream<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }
}
