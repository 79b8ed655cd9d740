package ems.study.plan;

import java.util.AbstractList;
import java.util.RandomAccess;

import ems.market.quantity.NetEnergy;

/** The net energy of one period after the other, in little memory: years of many homes are held at once. */
final class NetSeries extends AbstractList<NetEnergy> implements RandomAccess {

    /** Above 0 a surplus, below 0 a demand. */
    private final long[] millijoules;

    /** @param millijoules above 0 a surplus, below 0 a demand; kept, do not change them */
    NetSeries(long[] millijoules) {
        this.millijoules = millijoules;
    }

    @Override
    public NetEnergy get(int period) {
        return NetEnergy.ofMillijoules(millijoules[period]);
    }

    @Override
    public int size() {
        return millijoules.length;
    }
}
