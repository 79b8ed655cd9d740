package ems.forecasting.federation;

import java.util.SplittableRandom;

import ems.forecasting.network.Shape;
import ems.forecasting.network.Tensor;

/**
 * Where a grid's model begins: the LSTM uniform in {@code [-1/sqrt(H), 1/sqrt(H))}, as PyTorch begins, and the linear layer
 * at zero, so that a model that predicts changes starts by predicting none.
 */
public final class InitialParameters {

    private static final int BITS = 24;

    private InitialParameters() {}

    public static float[] of(Shape shape, long seed) {
        var random = new SplittableRandom(seed);
        double bound = 1 / Math.sqrt(shape.units());
        float[] values = new float[shape.parameters()];
        for (Tensor tensor : shape.tensors()) {
            if (tensor.name().startsWith("lstm")) {
                for (int i = 0; i < tensor.size(); i++) {
                    double uniform = (random.nextLong() >>> 64 - BITS) / (double) (1 << BITS);
                    values[tensor.offset() + i] = (float) ((2 * uniform - 1) * bound);
                }
            }
        }
        return values;
    }
}
