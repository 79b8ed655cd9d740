package ems.study.report;

import java.util.List;

import ems.market.quantity.Energy;

/**
 * The balance of the batteries: everything that was in them or came in, and everything that left or is still there.
 *
 * @param run name of the run as shown
 * @param in as "held at the start", "stored from prosumers", "charged outside"
 * @param out as "released to prosumers", "driven", "held at the end"
 */
public record EnergyClosure(String run, List<Part> in, List<Part> out) {

    /**
     * One segment of the balance.
     *
     * @param name in words; its first word (held, stored, charged, released, driven) chooses the colour
     */
    public record Part(String name, Energy energy) {}

    public EnergyClosure {
        in = List.copyOf(in);
        out = List.copyOf(out);
    }

    /** In - out in millijoules; anything but 0 is a fault. */
    public long mismatchMillijoules() {
        return Math.subtractExact(sum(in), sum(out));
    }

    private static long sum(List<Part> parts) {
        return parts.stream()
                .map(Part::energy)
                .reduce(Energy.ZERO, Energy::plus)
                .millijoules();
    }
}
