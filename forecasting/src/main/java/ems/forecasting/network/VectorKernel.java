package ems.forecasting.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many lanes at a time as the processor has. A lane computes what the plain loop computes for its element, in the
 * same order, so the width changes nothing; what does not fill a vector is left to the plain loop's lines.
 */
final class VectorKernel implements Kernel {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int V = LANES.length();

    @Override
    public String name() {
        return "vectors of " + V;
    }

    /** Blocks of four rows by two vectors stay in registers while the inner index runs. */
    @Override
    public void multiplyAdd(Matrix a, int rows, int inner, float[] w, int wAt, int columns, float[] c, int cAt) {
        int j = 0;
        for (; j + 2 * V <= columns; j += 2 * V) {
            int row = 0;
            for (; row + 4 <= rows; row += 4) {
                fourRows(a, row, inner, w, wAt + j, columns, c, cAt + row * columns + j);
            }
            for (; row < rows; row++) {
                oneRow(a, row, inner, w, wAt + j, columns, c, cAt + row * columns + j);
            }
        }
        for (int row = 0; row < rows; row++) {
            for (int column = j; column < columns; column++) {
                oneElement(a, row, inner, w, wAt + column, columns, c, cAt + row * columns + column);
            }
        }
    }

    private static void fourRows(Matrix a, int row, int inner, float[] w, int wAt, int columns, float[] c, int at) {
        float[] left = a.values();
        int step = a.columnStep();
        int a0 = a.at() + row * a.rowStep();
        int a1 = a0 + a.rowStep();
        int a2 = a1 + a.rowStep();
        int a3 = a2 + a.rowStep();
        var c00 = FloatVector.fromArray(LANES, c, at);
        var c01 = FloatVector.fromArray(LANES, c, at + V);
        var c10 = FloatVector.fromArray(LANES, c, at + columns);
        var c11 = FloatVector.fromArray(LANES, c, at + columns + V);
        var c20 = FloatVector.fromArray(LANES, c, at + 2 * columns);
        var c21 = FloatVector.fromArray(LANES, c, at + 2 * columns + V);
        var c30 = FloatVector.fromArray(LANES, c, at + 3 * columns);
        var c31 = FloatVector.fromArray(LANES, c, at + 3 * columns + V);
        for (int k = 0; k < inner; k++) {
            var w0 = FloatVector.fromArray(LANES, w, wAt + k * columns);
            var w1 = FloatVector.fromArray(LANES, w, wAt + k * columns + V);
            int from = k * step;
            var x = FloatVector.broadcast(LANES, left[a0 + from]);
            c00 = x.fma(w0, c00);
            c01 = x.fma(w1, c01);
            x = FloatVector.broadcast(LANES, left[a1 + from]);
            c10 = x.fma(w0, c10);
            c11 = x.fma(w1, c11);
            x = FloatVector.broadcast(LANES, left[a2 + from]);
            c20 = x.fma(w0, c20);
            c21 = x.fma(w1, c21);
            x = FloatVector.broadcast(LANES, left[a3 + from]);
            c30 = x.fma(w0, c30);
            c31 = x.fma(w1, c31);
        }
        c00.intoArray(c, at);
        c01.intoArray(c, at + V);
        c10.intoArray(c, at + columns);
        c11.intoArray(c, at + columns + V);
        c20.intoArray(c, at + 2 * columns);
        c21.intoArray(c, at + 2 * columns + V);
        c30.intoArray(c, at + 3 * columns);
        c31.intoArray(c, at + 3 * columns + V);
    }

    private static void oneRow(Matrix a, int row, int inner, float[] w, int wAt, int columns, float[] c, int at) {
        int from = a.at() + row * a.rowStep();
        var c0 = FloatVector.fromArray(LANES, c, at);
        var c1 = FloatVector.fromArray(LANES, c, at + V);
        for (int k = 0; k < inner; k++) {
            var x = FloatVector.broadcast(LANES, a.values()[from + k * a.columnStep()]);
            c0 = x.fma(FloatVector.fromArray(LANES, w, wAt + k * columns), c0);
            c1 = x.fma(FloatVector.fromArray(LANES, w, wAt + k * columns + V), c1);
        }
        c0.intoArray(c, at);
        c1.intoArray(c, at + V);
    }

    private static void oneElement(Matrix a, int row, int inner, float[] w, int wAt, int columns, float[] c, int at) {
        int from = a.at() + row * a.rowStep();
        float sum = c[at];
        for (int k = 0; k < inner; k++) {
            sum = Math.fma(a.values()[from + k * a.columnStep()], w[wAt + k * columns], sum);
        }
        c[at] = sum;
    }

    @Override
    public void activate(float[] z, float[] before, float[] c, float[] squashed, float[] h, int windows, int units) {
        for (int b = 0; b < windows; b++) {
            int at = b * 4 * units;
            int state = b * units;
            int u = 0;
            for (; u + V <= units; u += V) {
                activate(z, at + u, units, before, c, squashed, h, state + u);
            }
            for (; u < units; u++) {
                PlainKernel.activateOne(z, at + u, units, before, c, squashed, h, state + u);
            }
        }
    }

    private static void activate(
            float[] z, int at, int units, float[] before, float[] c, float[] squashed, float[] h, int state) {
        var i = sigmoid(FloatVector.fromArray(LANES, z, at));
        var f = sigmoid(FloatVector.fromArray(LANES, z, at + units));
        var g = tanh(FloatVector.fromArray(LANES, z, at + 2 * units));
        var o = sigmoid(FloatVector.fromArray(LANES, z, at + 3 * units));
        var cell = f.fma(FloatVector.fromArray(LANES, before, state), i.mul(g));
        var squash = tanh(cell);
        i.intoArray(z, at);
        f.intoArray(z, at + units);
        g.intoArray(z, at + 2 * units);
        o.intoArray(z, at + 3 * units);
        cell.intoArray(c, state);
        squash.intoArray(squashed, state);
        o.mul(squash).intoArray(h, state);
    }

    @Override
    public void differentiate(
            float[] gates,
            float[] before,
            float[] squashed,
            float[] dh,
            float[] dc,
            float[] dz,
            int windows,
            int units) {
        for (int b = 0; b < windows; b++) {
            int at = b * 4 * units;
            int state = b * units;
            int u = 0;
            for (; u + V <= units; u += V) {
                differentiate(gates, at + u, units, before, squashed, dh, dc, dz, state + u);
            }
            for (; u < units; u++) {
                PlainKernel.differentiateOne(gates, at + u, units, before, squashed, dh, dc, dz, state + u);
            }
        }
    }

    private static void differentiate(
            float[] gates,
            int at,
            int units,
            float[] before,
            float[] squashed,
            float[] dh,
            float[] dc,
            float[] dz,
            int state) {
        var i = FloatVector.fromArray(LANES, gates, at);
        var f = FloatVector.fromArray(LANES, gates, at + units);
        var g = FloatVector.fromArray(LANES, gates, at + 2 * units);
        var o = FloatVector.fromArray(LANES, gates, at + 3 * units);
        var s = FloatVector.fromArray(LANES, squashed, state);
        var dhHere = FloatVector.fromArray(LANES, dh, state);
        var d = FloatVector.fromArray(LANES, dc, state).add(dhHere.mul(o).mul(oneMinus(s.mul(s))));
        d.mul(g).mul(i).mul(oneMinus(i)).intoArray(dz, at);
        d.mul(FloatVector.fromArray(LANES, before, state))
                .mul(f)
                .mul(oneMinus(f))
                .intoArray(dz, at + units);
        d.mul(i).mul(oneMinus(g.mul(g))).intoArray(dz, at + 2 * units);
        dhHere.mul(s).mul(o).mul(oneMinus(o)).intoArray(dz, at + 3 * units);
        d.mul(f).intoArray(dc, state);
    }

    @Override
    public void descend(float[] parameters, float[] gradient, float[] m, float[] v, float rate, float scale) {
        int p = 0;
        for (; p + V <= parameters.length; p += V) {
            var d = FloatVector.fromArray(LANES, gradient, p);
            var mean = FloatVector.broadcast(LANES, Adam.MEAN_DECAY)
                    .fma(FloatVector.fromArray(LANES, m, p), d.mul(Adam.MEAN_SHARE));
            var square = FloatVector.broadcast(LANES, Adam.SQUARE_DECAY)
                    .fma(
                            FloatVector.fromArray(LANES, v, p),
                            d.mul(Adam.SQUARE_SHARE).mul(d));
            var below = square.lanewise(VectorOperators.SQRT)
                    .fma(FloatVector.broadcast(LANES, scale), FloatVector.broadcast(LANES, Adam.EPSILON));
            mean.intoArray(m, p);
            square.intoArray(v, p);
            FloatVector.fromArray(LANES, parameters, p)
                    .sub(mean.mul(rate).div(below))
                    .intoArray(parameters, p);
        }
        for (; p < parameters.length; p++) {
            PlainKernel.descendOne(parameters, gradient, m, v, rate, scale, p);
        }
    }

    private static FloatVector tanh(FloatVector value) {
        var x = value.min(Squash.CLAMP).max(-Squash.CLAMP);
        var square = x.mul(x);
        var above = FloatVector.broadcast(LANES, Squash.A13).fma(square, FloatVector.broadcast(LANES, Squash.A11));
        above = above.fma(square, FloatVector.broadcast(LANES, Squash.A9));
        above = above.fma(square, FloatVector.broadcast(LANES, Squash.A7));
        above = above.fma(square, FloatVector.broadcast(LANES, Squash.A5));
        above = above.fma(square, FloatVector.broadcast(LANES, Squash.A3));
        above = above.fma(square, FloatVector.broadcast(LANES, Squash.A1));
        var below = FloatVector.broadcast(LANES, Squash.B6).fma(square, FloatVector.broadcast(LANES, Squash.B4));
        below = below.fma(square, FloatVector.broadcast(LANES, Squash.B2));
        below = below.fma(square, FloatVector.broadcast(LANES, Squash.B0));
        return x.mul(above).div(below);
    }

    private static FloatVector sigmoid(FloatVector value) {
        return FloatVector.broadcast(LANES, 0.5f).fma(tanh(value.mul(0.5f)), FloatVector.broadcast(LANES, 0.5f));
    }

    private static FloatVector oneMinus(FloatVector value) {
        return FloatVector.broadcast(LANES, 1f).sub(value);
    }
}
