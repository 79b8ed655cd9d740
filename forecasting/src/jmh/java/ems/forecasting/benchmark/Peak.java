package ems.forecasting.benchmark;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What a core can do at most: fused multiply-adds that depend on none but their own register's last one, and no memory. */
final class Peak {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int ROUNDS = 10_000;
    private static final int REGISTERS = 12;

    private static float sink;

    private Peak() {}

    /** Of one multiply-add of one lane, which is two operations. */
    static double secondsOfOne(double seconds) {
        double took = Ours.secondsPerCall(() -> sink += rounds(), seconds);
        return took / ROUNDS / REGISTERS / LANES.length();
    }

    /** Different starts, lest the compiler find out that the registers hold the same. */
    private static float rounds() {
        var x = FloatVector.broadcast(LANES, 0.999f);
        var y = FloatVector.broadcast(LANES, 0.001f);
        var a = FloatVector.broadcast(LANES, sink);
        var b = a.add(1);
        var c = b.add(1);
        var d = c.add(1);
        var e = d.add(1);
        var f = e.add(1);
        var g = f.add(1);
        var h = g.add(1);
        var i = h.add(1);
        var j = i.add(1);
        var k = j.add(1);
        var l = k.add(1);
        for (int round = 0; round < ROUNDS; round++) {
            a = a.fma(x, y);
            b = b.fma(x, y);
            c = c.fma(x, y);
            d = d.fma(x, y);
            e = e.fma(x, y);
            f = f.fma(x, y);
            g = g.fma(x, y);
            h = h.fma(x, y);
            i = i.fma(x, y);
            j = j.fma(x, y);
            k = k.fma(x, y);
            l = l.fma(x, y);
        }
        var sum = a.add(b)
                .add(c)
                .add(d)
                .add(e)
                .add(f)
                .add(g)
                .add(h)
                .add(i)
                .add(j)
                .add(k)
                .add(l);
        return sum.reduceLanes(VectorOperators.ADD) * 1e-9f;
    }
}
