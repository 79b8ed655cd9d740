package ems.forecasting.network;

/** What a batch was filled with. */
public final class Filled {

    private Filled() {}

    /** {@code (T,B,F)}, a copy. */
    public static float[] inputs(Batch batch) {
        return batch.inputs().clone();
    }

    /** {@code (B,O)}, a copy. */
    public static float[] targets(Batch batch) {
        return batch.targets().clone();
    }
}
