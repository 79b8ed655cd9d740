package ems.forecasting.network;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * One unit in each layer, one period, one feature: small enough for a pocket calculator.
 *
 * <p>All weights 0.5, all biases 0.1 (two a gate), input 1. First layer: z = 0.5 + 0.2 = 0.7 at each gate, sigmoid 0.668188,
 * tanh 0.604368; c = 0.668188 * 0.604368 = 0.403831; h = 0.668188 * tanh c = 0.668188 * 0.383222 = 0.256064. Second
 * layer: z = 0.128032 + 0.2 = 0.328032, sigmoid 0.581281, tanh 0.316752; c = 0.184121; h = 0.581281 * 0.182069 =
 * 0.105833. Output: 0.5 * 0.105833 + 0.1 = 0.152916. Against a target of 0: loss 0.023383, and the output bias has slope
 * 2 * 0.152916 = 0.305833, the output weight 0.305833 * 0.105833 = 0.032367.
 */
class WorkedExampleTest {

    private static final Shape ONE = new Shape(1, 1, 1, 1);

    private final Network network = new Network(ONE, Kernels.PLAIN);
    private final Pass pass = network.pass(1);
    private final Batch batch = new Batch(ONE, 1);
    private final float[] parameters = new float[ONE.parameters()];

    @Test
    void forwardAndLossAreAsByHand() {
        fill();
        double loss = network.gradient(parameters, batch, pass);
        assertThat(pass.layer(0).h(0)[0]).isCloseTo(0.256064f, within(1e-6f));
        assertThat(pass.layer(1).h(0)[0]).isCloseTo(0.105833f, within(1e-6f));
        assertThat(pass.output(0, 0)).isCloseTo(0.152916f, within(1e-6f));
        assertThat(loss).isCloseTo(0.023383, within(1e-6));
        assertThat(pass.gradient()[ONE.outputBias()]).isCloseTo(0.305833f, within(1e-6f));
        assertThat(pass.gradient()[ONE.outputWeights()]).isCloseTo(0.032367f, within(1e-6f));
    }

    /** Adam's first step goes the whole learning rate, whatever the size of the slope. */
    @Test
    void theFirstStepGoesTheLearningRate() {
        fill();
        var training = new Training(network, parameters);
        training.step(batch, pass, 1e-3f);
        assertThat(training.parameters()[ONE.outputBias()]).isCloseTo(0.1f - 1e-3f, within(1e-7f));
        assertThat(training.parameters()[ONE.outputWeights()]).isCloseTo(0.5f - 1e-3f, within(1e-7f));
    }

    private void fill() {
        for (Tensor tensor : ONE.tensors()) {
            for (int row = 0; row < tensor.rows(); row++) {
                parameters[tensor.index(row, 0)] = tensor.name().contains("bias") ? 0.1f : 0.5f;
            }
        }
        batch.input(0, 0, 0, 1);
        batch.target(0, 0, 0);
    }
}
