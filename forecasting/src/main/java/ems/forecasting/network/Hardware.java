package ems.forecasting.network;

import java.lang.management.ManagementFactory;

import com.sun.management.HotSpotDiagnosticMXBean;

/** What this machine and its Java offer. */
final class Hardware {

    private Hardware() {}

    /** False if the virtual machine says so or does not know. */
    static boolean hasFusedMultiplyAdd() {
        try {
            var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return machine != null
                    && Boolean.parseBoolean(machine.getVMOption("UseFMA").getValue());
        } catch (IllegalArgumentException unknownOption) {
            return false;
        }
    }

    /** Whether Java was started with {@code --add-modules jdk.incubator.vector}. */
    static boolean hasVectors() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }
}
