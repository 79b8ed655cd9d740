package ems.forecasting.benchmark;

import ems.forecasting.network.Shape;

/** What a training step must do at least, counted by hand. */
final class Work {

    /** Parameters and Adam's two memories of each. */
    private static final int ARRAYS = 3;

    private Work() {}

    /**
     * Multiplications and additions of the matrix products; what is done to single elements comes on top.
     *
     * <p>Forward {@code x Wx}, {@code h Wh} and {@code h Wo}; backward the same again for the weights, and for the states,
     * where nothing flows to the inputs; no {@code h} before the first period.
     */
    static double operationsOfAStep(Shape shape, int windows) {
        double square = 4.0 * shape.units() * shape.units();
        double input = 4.0 * shape.units() * shape.features();
        double output = (double) shape.units() * shape.outputs();
        double recurrent = Shape.LAYERS * (shape.periods() - 1) * square;
        double between = shape.periods() * square;
        double products = 2 * shape.periods() * input + 3 * (between + recurrent + output);
        return 2 * windows * products;
    }

    static long bytesOfAModel(Shape shape) {
        return (long) ARRAYS * Float.BYTES * shape.parameters();
    }
}
