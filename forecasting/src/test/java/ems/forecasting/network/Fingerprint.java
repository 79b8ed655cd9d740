package ems.forecasting.network;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;

/** Trains some models on the {@link SampleDay} and tells the SHA-256 of the bits of all their parameters. */
final class Fingerprint {

    private static final int MODELS = 2;

    private Fingerprint() {}

    /** Steps and threads; prints the loops that were used and the fingerprint, after a mark, for Java may print as well. */
    public static void main(String[] args) throws Exception {
        var network = Network.of(SampleDay.SHAPE);
        System.out.println("fingerprint," + network.loops() + ","
                + of(network, Integer.parseInt(args[0]), Integer.parseInt(args[1])));
    }

    static String of(Network network, int steps, int threads) throws InterruptedException {
        float[][] parameters = new float[MODELS][];
        var workers = IntStream.range(0, threads)
                .mapToObj(worker -> new Thread(() -> {
                    for (int model = worker; model < MODELS; model += threads) {
                        parameters[model] = trained(network, model, steps);
                    }
                }))
                .toList();
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }
        return sha256(parameters);
    }

    private static float[] trained(Network network, int model, int steps) {
        var day = new SampleDay();
        var training = new Training(network, SampleDay.start(SampleDay.START_SEED + model));
        var pass = network.pass(SampleDay.BATCH);
        for (int step = 0; step < steps; step++) {
            training.step(day.batch(step + model), pass, 1e-3f);
        }
        return training.parameters();
    }

    private static String sha256(float[][] parameters) {
        var bytes = ByteBuffer.allocate(parameters.length * parameters[0].length * Float.BYTES);
        for (float[] each : parameters) {
            for (float parameter : each) {
                bytes.putInt(Float.floatToRawIntBits(parameter));
            }
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
