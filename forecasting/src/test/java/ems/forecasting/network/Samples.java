package ems.forecasting.network;

import java.util.Random;

/** Parameters and windows for tests. */
final class Samples {

    /** The network of the paper. */
    static final Shape PAPER = new Shape(3, 3, 32, 2);

    private Samples() {}

    /** Uniform in +-1/sqrt(H), as PyTorch starts. */
    static float[] parameters(Shape shape, long seed) {
        var random = new Random(seed);
        float[] parameters = new float[shape.parameters()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) ((2 * random.nextDouble() - 1) / Math.sqrt(shape.units()));
        }
        return parameters;
    }

    /** Inputs and targets in [-1, 1). */
    static Batch batch(Shape shape, int windows, long seed) {
        var random = new Random(seed);
        var batch = new Batch(shape, windows);
        for (int window = 0; window < windows; window++) {
            for (int period = 0; period < shape.periods(); period++) {
                for (int feature = 0; feature < shape.features(); feature++) {
                    batch.input(window, period, feature, 2 * random.nextFloat() - 1);
                }
            }
            for (int output = 0; output < shape.outputs(); output++) {
                batch.target(window, output, 2 * random.nextFloat() - 1);
            }
        }
        return batch;
    }
}
