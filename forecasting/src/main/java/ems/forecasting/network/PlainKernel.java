package ems.forecasting.network;

/** Loops over single floats, for any Java and any machine. */
final class PlainKernel implements Kernel {

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public void multiplyAdd(Matrix a, int rows, int inner, float[] w, int wAt, int columns, float[] c, int cAt) {
        for (int row = 0; row < rows; row++) {
            int left = a.at() + row * a.rowStep();
            int target = cAt + row * columns;
            for (int k = 0; k < inner; k++) {
                addScaled(a.values()[left + k * a.columnStep()], w, wAt + k * columns, c, target, columns);
            }
        }
    }

    private static void addScaled(float factor, float[] w, int wAt, float[] c, int cAt, int columns) {
        for (int j = 0; j < columns; j++) {
            c[cAt + j] = Fused.multiplyAdd(factor, w[wAt + j], c[cAt + j]);
        }
    }

    @Override
    public void activate(float[] z, float[] before, float[] c, float[] squashed, float[] h, int windows, int units) {
        for (int b = 0; b < windows; b++) {
            for (int u = 0; u < units; u++) {
                activateOne(z, b * 4 * units + u, units, before, c, squashed, h, b * units + u);
            }
        }
    }

    /** One unit of a window: its four gates, {@code H} apart, from {@code at}. */
    static void activateOne(
            float[] z, int at, int units, float[] before, float[] c, float[] squashed, float[] h, int state) {
        float i = Squash.sigmoid(z[at]);
        float f = Squash.sigmoid(z[at + units]);
        float g = Squash.tanh(z[at + 2 * units]);
        float o = Squash.sigmoid(z[at + 3 * units]);
        float cell = Fused.multiplyAdd(f, before[state], i * g);
        float squash = Squash.tanh(cell);
        z[at] = i;
        z[at + units] = f;
        z[at + 2 * units] = g;
        z[at + 3 * units] = o;
        c[state] = cell;
        squashed[state] = squash;
        h[state] = o * squash;
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
            for (int u = 0; u < units; u++) {
                differentiateOne(gates, b * 4 * units + u, units, before, squashed, dh, dc, dz, b * units + u);
            }
        }
    }

    static void differentiateOne(
            float[] gates,
            int at,
            int units,
            float[] before,
            float[] squashed,
            float[] dh,
            float[] dc,
            float[] dz,
            int state) {
        float i = gates[at];
        float f = gates[at + units];
        float g = gates[at + 2 * units];
        float o = gates[at + 3 * units];
        float s = squashed[state];
        float d = dc[state] + dh[state] * o * (1 - s * s);
        dz[at] = d * g * i * (1 - i);
        dz[at + units] = d * before[state] * f * (1 - f);
        dz[at + 2 * units] = d * i * (1 - g * g);
        dz[at + 3 * units] = dh[state] * s * o * (1 - o);
        dc[state] = d * f;
    }

    @Override
    public void descend(float[] parameters, float[] gradient, float[] m, float[] v, float rate, float scale) {
        for (int p = 0; p < parameters.length; p++) {
            descendOne(parameters, gradient, m, v, rate, scale, p);
        }
    }

    static void descendOne(float[] parameters, float[] gradient, float[] m, float[] v, float rate, float scale, int p) {
        float d = gradient[p];
        m[p] = Fused.multiplyAdd(Adam.MEAN_DECAY, m[p], Adam.MEAN_SHARE * d);
        v[p] = Fused.multiplyAdd(Adam.SQUARE_DECAY, v[p], Adam.SQUARE_SHARE * d * d);
        parameters[p] -= rate * m[p] / Fused.multiplyAdd((float) Math.sqrt(v[p]), scale, Adam.EPSILON);
    }
}
