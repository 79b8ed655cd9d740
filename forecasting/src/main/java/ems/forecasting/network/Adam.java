package ems.forecasting.network;

/** The memory of one descent: decaying means of the gradient and of its square, both zero before the first step. */
final class Adam {

    static final float MEAN_DECAY = 0.9f;
    static final float SQUARE_DECAY = 0.999f;
    /** Not {@code 1 - MEAN_DECAY}: that carries the decay's rounding, here and below up to 1.3e-5 of its value. */
    static final float MEAN_SHARE = 0.1f;

    static final float SQUARE_SHARE = 0.001f;
    static final float EPSILON = 1e-8f;

    private final float[] mean;
    private final float[] square;
    private double meanLeft = 1;
    private double squareLeft = 1;

    Adam(int parameters) {
        this.mean = new float[parameters];
        this.square = new float[parameters];
    }

    void descend(Kernel kernel, float[] parameters, float[] gradient, float learningRate) {
        meanLeft *= 0.9;
        squareLeft *= 0.999;
        kernel.descend(parameters, gradient, mean, square, (float) (learningRate / (1 - meanLeft)), (float)
                (1 / Math.sqrt(1 - squareLeft)));
    }
}
