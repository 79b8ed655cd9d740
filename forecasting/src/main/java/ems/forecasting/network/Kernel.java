package ems.forecasting.network;

/** The loops that take the time, in more than one form; all forms give the same bits. */
interface Kernel {

    /** For people: which form this is. */
    String name();

    /**
     * {@code c (M,N) += a (M,L) · w (L,N)}; each element takes its products in the order of L, each fused with its sum.
     *
     * @param a where the left factor lies: any matrix with fixed steps between rows and columns, so also a transposed one
     */
    void multiplyAdd(Matrix a, int rows, int inner, float[] w, int wAt, int columns, float[] c, int cAt);

    /**
     * From sums to states. {@code z (B,G)} becomes the gates {@code i f g o}.
     *
     * <pre>
     * i = sigmoid(zi)   f = sigmoid(zf)   g = tanh(zg)   o = sigmoid(zo)
     * c = f * before + i * g      squashed = tanh(c)      h = o * squashed
     * </pre>
     *
     * @param before {@code c (B,H)} of the period before
     */
    void activate(float[] z, float[] before, float[] c, float[] squashed, float[] h, int windows, int units);

    /**
     * Backward of {@link #activate}, where {@code h = o * squashed}, {@code squashed = tanh(c)} and {@code c = f * before +
     * i * g}.
     *
     * <pre>
     * dc += dh * o * (1 - squashed²)
     * dzi = dc * g * i * (1 - i)         dzf = dc * before * f * (1 - f)
     * dzg = dc * i * (1 - g²)            dzo = dh * squashed * o * (1 - o)
     * dc  = dc * f, of the period before
     * </pre>
     *
     * @param gates {@code (B,G)}, what activate left in z
     * @param dz {@code (B,G)}, written
     */
    void differentiate(
            float[] gates,
            float[] before,
            float[] squashed,
            float[] dh,
            float[] dc,
            float[] dz,
            int windows,
            int units);

    /**
     * One step of Adam on all parameters; source: Kingma and Ba 2015, algorithm 1, with its correction of the start taken
     * into two factors as PyTorch does.
     *
     * <pre>
     * m = 0.9 m + 0.1 d     v = 0.999 v + 0.001 d²     p -= rate * m / (sqrt(v) * scale + 1e-8)
     * </pre>
     *
     * @param rate learning rate / (1 - 0.9^step)
     * @param scale 1 / sqrt(1 - 0.999^step)
     */
    void descend(float[] parameters, float[] gradient, float[] m, float[] v, float rate, float scale);

    /** A matrix inside an array: element (row, column) at {@code at + row * rowStep + column * columnStep}. */
    record Matrix(float[] values, int at, int rowStep, int columnStep) {

        /** Row after row. */
        static Matrix of(float[] values, int at, int columns) {
            return new Matrix(values, at, columns, 1);
        }

        /** The transposed of a matrix that lies row after row. */
        static Matrix transposed(float[] values, int at, int columns) {
            return new Matrix(values, at, 1, columns);
        }
    }
}
