package ems.forecasting.network;

import java.util.Arrays;

import ems.forecasting.network.Kernel.Matrix;

/**
 * Forward and backward through two LSTM layers and a linear one. It holds no parameters and may be shared by threads; what
 * a pass leaves behind is in its {@link Pass}.
 *
 * <p>Source: Hochreiter and Schmidhuber 1997 with forget gates, in the form of PyTorch's {@code nn.LSTM}; states before the
 * first period are zero.
 */
public final class Network {

    private static final float[] ONE = {1f};

    private final Shape shape;
    private final Kernel kernel;

    Network(Shape shape, Kernel kernel) {
        this.shape = shape;
        this.kernel = kernel;
    }

    /** A network with the fastest loops that this Java has. */
    public static Network of(Shape shape) {
        return new Network(shape, Kernels.best());
    }

    public Shape shape() {
        return shape;
    }

    /** Name of the loops in use, for reports. */
    public String loops() {
        return kernel.name();
    }

    Kernel kernel() {
        return kernel;
    }

    /** @param capacity the most windows of a batch */
    public Pass pass(int capacity) {
        return new Pass(shape, capacity);
    }

    /**
     * Forward: {@code x (T,B,F)} to {@code y (B,O)}, which {@link Pass#output} then returns.
     *
     * <pre>
     * z  = x Wx + h Wh + bx + bh      of each layer and period; h of the period before
     * y  = h Wo + bo                  of the second layer's last period
     * </pre>
     */
    public void forward(float[] parameters, Batch batch, Pass pass) {
        int windows = batch.windows();
        for (int t = 0; t < shape.periods(); t++) {
            var x = Matrix.of(batch.inputs(), batch.row(t), shape.features());
            layerForward(parameters, pass.layer(0), t, x, windows);
            layerForward(parameters, pass.layer(1), t, Matrix.of(pass.layer(0).h(t), 0, shape.units()), windows);
        }
        outputForward(parameters, pass, windows);
    }

    private void layerForward(float[] p, Pass.Layer layer, int t, Matrix x, int windows) {
        int gates = shape.gates();
        float[] z = layer.gates(t);
        sumOfBiases(p, layer.number(), z);
        for (int b = 1; b < windows; b++) {
            System.arraycopy(z, 0, z, b * gates, gates);
        }
        kernel.multiplyAdd(
                x, windows, shape.inputs(layer.number()), p, shape.inputWeights(layer.number()), gates, z, 0);
        if (t > 0) {
            var h = Matrix.of(layer.h(t - 1), 0, shape.units());
            kernel.multiplyAdd(h, windows, shape.units(), p, shape.hiddenWeights(layer.number()), gates, z, 0);
        }
        kernel.activate(z, layer.cellBefore(t), layer.cell(t), layer.squashed(t), layer.h(t), windows, shape.units());
    }

    private void sumOfBiases(float[] p, int layer, float[] z) {
        int bx = shape.inputBias(layer);
        int bh = shape.hiddenBias(layer);
        for (int gate = 0; gate < shape.gates(); gate++) {
            z[gate] = p[bx + gate] + p[bh + gate];
        }
    }

    /** {@code y (B,O) = bo + h (B,H) Wo (H,O)}. */
    private void outputForward(float[] p, Pass pass, int windows) {
        float[] h = pass.layer(1).h(shape.periods() - 1);
        for (int b = 0; b < windows; b++) {
            for (int o = 0; o < shape.outputs(); o++) {
                float sum = p[shape.outputBias() + o];
                for (int u = 0; u < shape.units(); u++) {
                    sum = Fused.multiplyAdd(
                            h[b * shape.units() + u], p[shape.outputWeights() + u * shape.outputs() + o], sum);
                }
                pass.outputs()[b * shape.outputs() + o] = sum;
            }
        }
    }

    /**
     * Forward and backward; {@link Pass#gradient} then holds d loss / d parameter.
     *
     * @return {@code loss = sum of (y - target)² / (B*O)}
     */
    double gradient(float[] parameters, Batch batch, Pass pass) {
        forward(parameters, batch, pass);
        int windows = batch.windows();
        pass.transpose(parameters);
        Arrays.fill(pass.gradient(), 0);
        double loss = lossBackward(batch, pass, windows);
        outputBackward(parameters, pass, windows);
        var top = pass.layer(1);
        var bottom = pass.layer(0);
        for (int t = shape.periods() - 1; t >= 0; t--) {
            gatesBackward(top, t, pass, windows);
            weightsBackward(top, t, Matrix.transposed(bottom.h(t), 0, shape.units()), pass, windows);
            // z = x Wx, and x is the bottom layer's h: dh of the bottom += dz Wx'
            multiplyByTransposed(pass, pass.topInputTransposed(), bottom.dh(), windows);
            gatesBackward(bottom, t, pass, windows);
            weightsBackward(
                    bottom, t, Matrix.transposed(batch.inputs(), batch.row(t), shape.features()), pass, windows);
        }
        return loss;
    }

    /** From {@code loss = sum of e² / (B*O)} with {@code e = y - target}: {@code dy = 2 e / (B*O)}. */
    private double lossBackward(Batch batch, Pass pass, int windows) {
        int elements = windows * shape.outputs();
        float scale = 2f / elements;
        double loss = 0;
        for (int i = 0; i < elements; i++) {
            float error = pass.outputs()[i] - batch.targets()[i];
            loss += (double) error * error;
            pass.dy()[i] = scale * error;
        }
        return loss / elements;
    }

    /** From {@code y = bo + h Wo}: {@code dbo += dy}, {@code dWo += h' dy}, {@code dh = dy Wo'}. */
    private void outputBackward(float[] p, Pass pass, int windows) {
        int outputs = shape.outputs();
        float[] h = pass.layer(1).h(shape.periods() - 1);
        float[] dh = pass.layer(1).dh();
        float[] d = pass.gradient();
        pass.clearStates();
        for (int b = 0; b < windows; b++) {
            for (int o = 0; o < outputs; o++) {
                float dy = pass.dy()[b * outputs + o];
                d[shape.outputBias() + o] += dy;
                for (int u = 0; u < shape.units(); u++) {
                    int at = b * shape.units() + u;
                    int w = shape.outputWeights() + u * outputs + o;
                    d[w] = Fused.multiplyAdd(h[at], dy, d[w]);
                    dh[at] = Fused.multiplyAdd(dy, p[w], dh[at]);
                }
            }
        }
    }

    private void gatesBackward(Pass.Layer layer, int t, Pass pass, int windows) {
        kernel.differentiate(
                layer.gates(t),
                layer.cellBefore(t),
                layer.squashed(t),
                layer.dh(),
                layer.dc(),
                pass.dz(),
                windows,
                shape.units());
    }

    /**
     * From {@code z = x Wx + h Wh + bx + bh}: {@code dWx += x' dz}, {@code dWh += h' dz}, {@code dbx = dbh += 1' dz}; then
     * {@code dh = dz Wh'} for the period before.
     *
     * @param transposed {@code x' (I,B)}
     */
    private void weightsBackward(Pass.Layer layer, int t, Matrix transposed, Pass pass, int windows) {
        int gates = shape.gates();
        int number = layer.number();
        float[] d = pass.gradient();
        kernel.multiplyAdd(
                transposed, shape.inputs(number), windows, pass.dz(), 0, gates, d, shape.inputWeights(number));
        kernel.multiplyAdd(new Matrix(ONE, 0, 0, 0), 1, windows, pass.dz(), 0, gates, d, shape.inputBias(number));
        Arrays.fill(layer.dh(), 0);
        if (t > 0) {
            var before = Matrix.transposed(layer.h(t - 1), 0, shape.units());
            kernel.multiplyAdd(before, shape.units(), windows, pass.dz(), 0, gates, d, shape.hiddenWeights(number));
            multiplyByTransposed(pass, pass.hiddenTransposed(number), layer.dh(), windows);
        } else {
            System.arraycopy(d, shape.inputBias(number), d, shape.hiddenBias(number), gates);
        }
    }

    /** {@code target (B,H) += dz (B,G) W' (G,H)}. */
    private void multiplyByTransposed(Pass pass, float[] transposed, float[] target, int windows) {
        var dz = Matrix.of(pass.dz(), 0, shape.gates());
        kernel.multiplyAdd(dz, windows, shape.gates(), transposed, 0, shape.units(), target, 0);
    }
}
