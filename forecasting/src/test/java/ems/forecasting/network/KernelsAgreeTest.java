package ems.forecasting.network;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.forecasting.network.Kernel.Matrix;

import static org.assertj.core.api.Assertions.assertThat;

/** The vectors and the plain loops leave the same bits, whether or not the sizes fill whole vectors. */
class KernelsAgreeTest {

    private final Kernel vectors = new VectorKernel();

    /** The build starts the tests with vectors, so this is no comparison of the plain loops with themselves. */
    @Test
    void theBestLoopsHereAreVectors() {
        assertThat(Kernels.best()).isInstanceOf(VectorKernel.class);
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 32, 2, 32", "3, 5, 32, 2, 1", "1, 1, 1, 1, 1", "4, 3, 19, 2, 7", "2, 7, 8, 3, 33"})
    void trainingLeavesTheSameParameters(int periods, int features, int units, int outputs, int windows) {
        var shape = new Shape(periods, features, units, outputs);
        assertThat(trained(shape, vectors, windows)).containsExactly(trained(shape, Kernels.PLAIN, windows));
    }

    private static float[] trained(Shape shape, Kernel kernel, int windows) {
        var network = new Network(shape, kernel);
        var training = new Training(network, Samples.parameters(shape, 1));
        var pass = network.pass(windows);
        for (int step = 0; step < 20; step++) {
            training.step(Samples.batch(shape, windows, step), pass, 1e-3f);
        }
        return training.parameters();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "4, 32, 64", "5, 3, 33", "32, 9, 128", "7, 128, 40"})
    void productsAgree(int rows, int inner, int columns) {
        float[] left = values(rows * inner, 1);
        float[] right = values(inner * columns, 2);
        float[] plain = values(rows * columns, 3);
        float[] byVectors = plain.clone();
        var straight = Matrix.of(left, 0, inner);
        Kernels.PLAIN.multiplyAdd(straight, rows, inner, right, 0, columns, plain, 0);
        vectors.multiplyAdd(straight, rows, inner, right, 0, columns, byVectors, 0);
        assertThat(byVectors).containsExactly(plain);
        var transposed = Matrix.transposed(left, 0, rows);
        Kernels.PLAIN.multiplyAdd(transposed, rows, inner, right, 0, columns, plain, 0);
        vectors.multiplyAdd(transposed, rows, inner, right, 0, columns, byVectors, 0);
        assertThat(byVectors).containsExactly(plain);
    }

    /** What a poisoned model may hold. */
    @Test
    void infinityAndNothingAgree() {
        var shape = new Shape(3, 3, 32, 2);
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -Float.MAX_VALUE, Float.MIN_VALUE, -0f}) {
            float[] parameters = Samples.parameters(shape, 1);
            parameters[17] = value;
            parameters[9_000] = value;
            assertThat(outputs(shape, vectors, parameters)).containsExactly(outputs(shape, Kernels.PLAIN, parameters));
        }
    }

    private static float[] outputs(Shape shape, Kernel kernel, float[] parameters) {
        var network = new Network(shape, kernel);
        var pass = network.pass(5);
        network.forward(parameters, Samples.batch(shape, 5, 3), pass);
        return pass.outputs();
    }

    private static float[] values(int count, long seed) {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
