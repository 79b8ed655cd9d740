package ems.forecasting.network;

/**
 * A made-up day, smooth with noise, and initial values: the same numbers as {@code src/test/python/sample_day.py}.
 *
 * <p>Only +, -, *, / on doubles and one rounding to a float: IEEE 754 leaves neither language a choice.
 */
public final class SampleDay {

    /** The network of the paper. */
    public static final Shape SHAPE = Samples.PAPER;

    public static final int BATCH = 32;
    public static final int START_SEED = 2;

    private static final int DAY_SEED = 1;
    private static final int MINUTES = 1440;
    /** Each looks back on T minutes and has the next one as its target. */
    static final int WINDOWS = MINUTES - 3;

    private static final int STRIDE = 101;

    private final float[][] minutes = new float[MINUTES][];

    public SampleDay() {
        var numbers = new Numbers(DAY_SEED);
        for (int minute = 0; minute < MINUTES; minute++) {
            double time = (double) minute / MINUTES;
            double consumption = 0.2 + 0.5 * bump(6 * (time - 0.8)) + 0.2 * numbers.next();
            double production = bump(4 * (time - 0.5)) * (0.6 + 0.4 * numbers.next());
            minutes[minute] = new float[] {(float) time, (float) consumption, (float) production};
        }
    }

    private static double bump(double x) {
        return Math.max(0, 1 - x * x);
    }

    /** What a step learns from. */
    public Batch batch(int step) {
        var batch = new Batch(SHAPE, BATCH);
        for (int place = 0; place < BATCH; place++) {
            put(batch, place, (step * BATCH + place) * STRIDE % WINDOWS);
        }
        return batch;
    }

    /** The first windows of the day, at most 1,437. */
    public Batch windows(int count) {
        var batch = new Batch(SHAPE, count);
        for (int window = 0; window < count; window++) {
            put(batch, window, window);
        }
        return batch;
    }

    private void put(Batch batch, int place, int first) {
        for (int period = 0; period < SHAPE.periods(); period++) {
            for (int feature = 0; feature < SHAPE.features(); feature++) {
                batch.input(place, period, feature, minutes[first + period][feature]);
            }
        }
        for (int output = 0; output < SHAPE.outputs(); output++) {
            batch.target(place, output, minutes[first + SHAPE.periods()][1 + output]);
        }
    }

    /** Uniform in +-1/sqrt(H): tensor after tensor in PyTorch's order, each row after row. */
    public static float[] start(int seed) {
        var numbers = new Numbers(seed);
        float[] parameters = new float[SHAPE.parameters()];
        for (Tensor tensor : SHAPE.tensors()) {
            for (int row = 0; row < tensor.rows(); row++) {
                for (int column = 0; column < tensor.columns(); column++) {
                    parameters[tensor.index(row, column)] =
                            (float) ((2 * numbers.next() - 1) / Math.sqrt(SHAPE.units()));
                }
            }
        }
        return parameters;
    }

    /** Linear congruential, of which the upper 24 bits count. */
    private static final class Numbers {

        private long state;

        Numbers(int seed) {
            this.state = seed;
        }

        /** In [0, 1). */
        double next() {
            state = (1_664_525 * state + 1_013_904_223) & 0xFFFF_FFFFL;
            return (double) (state >>> 8) / (1 << 24);
        }
    }
}
