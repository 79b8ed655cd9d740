package ems.forecasting.network;

import java.util.Arrays;

/** What one pass through the network leaves behind: one per thread, used again and again. */
public final class Pass {

    private final Shape shape;
    private final Layer[] layers = new Layer[Shape.LAYERS];
    private final float[] outputs;
    private final float[] dy;
    private final float[] dz;
    private final float[] gradient;
    private final float[] topInputTransposed;
    private final float[][] hiddenTransposed = new float[Shape.LAYERS][];

    Pass(Shape shape, int capacity) {
        this.shape = shape;
        this.outputs = new float[capacity * shape.outputs()];
        this.dy = new float[capacity * shape.outputs()];
        this.dz = new float[capacity * shape.gates()];
        this.gradient = new float[shape.parameters()];
        this.topInputTransposed = new float[shape.gates() * shape.units()];
        for (int number = 0; number < Shape.LAYERS; number++) {
            layers[number] = new Layer(number, shape, capacity);
            hiddenTransposed[number] = new float[shape.gates() * shape.units()];
        }
    }

    public float output(int window, int output) {
        return outputs[window * shape.outputs() + output];
    }

    /** {@code (B,O)}. */
    float[] outputs() {
        return outputs;
    }

    float[] dy() {
        return dy;
    }

    /** {@code (B,G)} of the layer and period at hand. */
    float[] dz() {
        return dz;
    }

    /** As long as the parameters. */
    float[] gradient() {
        return gradient;
    }

    Layer layer(int number) {
        return layers[number];
    }

    /** {@code Wx' (G,H)} of the second layer. */
    float[] topInputTransposed() {
        return topInputTransposed;
    }

    /** {@code Wh' (G,H)}. */
    float[] hiddenTransposed(int layer) {
        return hiddenTransposed[layer];
    }

    void transpose(float[] parameters) {
        transpose(parameters, shape.inputWeights(1), topInputTransposed);
        for (int layer = 0; layer < Shape.LAYERS; layer++) {
            transpose(parameters, shape.hiddenWeights(layer), hiddenTransposed[layer]);
        }
    }

    private void transpose(float[] from, int at, float[] to) {
        for (int unit = 0; unit < shape.units(); unit++) {
            for (int gate = 0; gate < shape.gates(); gate++) {
                to[gate * shape.units() + unit] = from[at + unit * shape.gates() + gate];
            }
        }
    }

    void clearStates() {
        for (Layer layer : layers) {
            Arrays.fill(layer.dh, 0);
            Arrays.fill(layer.dc, 0);
        }
    }

    /** States of one layer in every period, and what flows back through them. */
    static final class Layer {

        private final int number;
        private final float[] zero;
        private final float[][] gates;
        private final float[][] cells;
        private final float[][] squashed;
        private final float[][] h;
        private final float[] dh;
        private final float[] dc;

        Layer(int number, Shape shape, int capacity) {
            int states = capacity * shape.units();
            this.number = number;
            this.zero = new float[states];
            this.gates = new float[shape.periods()][capacity * shape.gates()];
            this.cells = new float[shape.periods()][states];
            this.squashed = new float[shape.periods()][states];
            this.h = new float[shape.periods()][states];
            this.dh = new float[states];
            this.dc = new float[states];
        }

        int number() {
            return number;
        }

        /** {@code (B,G)}: sums before activation, gates after. */
        float[] gates(int period) {
            return gates[period];
        }

        float[] cell(int period) {
            return cells[period];
        }

        float[] cellBefore(int period) {
            return period == 0 ? zero : cells[period - 1];
        }

        float[] squashed(int period) {
            return squashed[period];
        }

        float[] h(int period) {
            return h[period];
        }

        float[] dh() {
            return dh;
        }

        float[] dc() {
            return dc;
        }
    }
}
