package ems.forecasting.network;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The backward pass against what the loss does when one parameter moves a little to either side. */
class GradientTest {

    private static final float LITTLE = 1e-2f;

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1, 1", "1, 2, 3, 2, 4", "3, 3, 5, 2, 3", "4, 2, 4, 3, 2"})
    void everyParametersSlopeIsWhatTheLossDoes(int periods, int features, int units, int outputs, int windows) {
        var shape = new Shape(periods, features, units, outputs);
        var network = new Network(shape, Kernels.PLAIN);
        var batch = Samples.batch(shape, windows, 5);
        var pass = network.pass(windows);
        float[] parameters = Samples.parameters(shape, 3);
        network.gradient(parameters, batch, pass);
        float[] gradient = pass.gradient().clone();
        for (int i = 0; i < parameters.length; i++) {
            float here = parameters[i];
            parameters[i] = here + LITTLE;
            double above = network.gradient(parameters, batch, pass);
            parameters[i] = here - LITTLE;
            double below = network.gradient(parameters, batch, pass);
            parameters[i] = here;
            double slope = (above - below) / ((double) (here + LITTLE) - (here - LITTLE));
            assertThat((double) gradient[i])
                    .as("parameter %s of %s", i, shape)
                    .isCloseTo(slope, within(2e-5 + 1e-3 * Math.abs(slope)));
        }
    }
}
