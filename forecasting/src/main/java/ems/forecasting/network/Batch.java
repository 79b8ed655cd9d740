package ems.forecasting.network;

/** Windows to forecast from or to learn from; filled and used again and again, by one thread. */
public final class Batch {

    private final Shape shape;
    private final int capacity;
    /** {@code (T,B,F)}. */
    private final float[] inputs;
    /** {@code (B,O)}. */
    private final float[] targets;

    private int windows;

    /** @param capacity the most windows it will hold, at least 1 */
    public Batch(Shape shape, int capacity) {
        this.shape = shape;
        this.capacity = capacity;
        this.inputs = new float[shape.periods() * capacity * shape.features()];
        this.targets = new float[capacity * shape.outputs()];
        this.windows = capacity;
    }

    /** @throws IllegalArgumentException outside [1, capacity] */
    public Batch of(int someWindows) {
        if (someWindows < 1 || someWindows > capacity) {
            throw new IllegalArgumentException(someWindows + " windows are outside [1, " + capacity + "]");
        }
        this.windows = someWindows;
        return this;
    }

    public void input(int window, int period, int feature, float value) {
        inputs[row(period) + window * shape.features() + feature] = value;
    }

    public void target(int window, int output, float value) {
        targets[window * shape.outputs() + output] = value;
    }

    public int capacity() {
        return capacity;
    }

    public int windows() {
        return windows;
    }

    float[] inputs() {
        return inputs;
    }

    float[] targets() {
        return targets;
    }

    /** Where the windows of a period begin. */
    int row(int period) {
        return period * capacity * shape.features();
    }
}
