package ems.study.evaluation;

import java.util.BitSet;
import java.util.Optional;

import ems.market.quantity.NetEnergy;

/** A home's net power in each minute of all days, surplus above 0; minutes may be unknown. */
final class NetPowers {

    private static final double MILLIJOULES_PER_WATT = 60_000;

    private final long[] millijoules;
    private final BitSet known;

    NetPowers(int minutes) {
        millijoules = new long[minutes];
        known = new BitSet(minutes);
    }

    void put(int minute, Optional<NetEnergy> energy) {
        energy.ifPresent(net -> {
            millijoules[minute] = net.surplus().millijoules() - net.demand().millijoules();
            known.set(minute);
        });
    }

    boolean isKnown(int minute) {
        return known.get(minute);
    }

    /** Removes the minutes that are not known here. */
    void retainIn(BitSet minutes) {
        minutes.and(known);
    }

    BitSet knownMinutes() {
        return (BitSet) known.clone();
    }

    /** Mean over the minute. */
    double watts(int minute) {
        return millijoules[minute] / MILLIJOULES_PER_WATT;
    }
}
