package ems.forecasting.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The same training as in PyTorch gives the same losses, outputs and parameters; {@code src/test/python/golden.py} made what
 * is expected.
 *
 * <p>Tolerances, each about twice to five times what was measured. Largest differences of ours from PyTorch, and of
 * PyTorch from itself in double precision: outputs before training 3.4e-8 and 7.5e-9, losses 2.1e-8 and 2.0e-8, outputs after
 * 300 steps 7.6e-8 and 1.3e-7, sums of parameters 4.8e-6 and 1.9e-6, sums of squares 1.7e-6 and 3.0e-6.
 */
class GoldenTest {

    private static final int STEPS = 300;
    private static final float LEARNING_RATE = 1e-3f;

    private final SampleDay day = new SampleDay();

    static Stream<Kernel> kernels() {
        return Stream.of(Kernels.PLAIN, new VectorKernel());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void trainingGoesAsInPyTorch(Kernel kernel) throws IOException {
        var network = new Network(SampleDay.SHAPE, kernel);
        var training = new Training(network, SampleDay.start(SampleDay.START_SEED));
        compare("output before", 1e-7, outputs(network, training));
        double[] losses = losses(network, training);
        compare("loss", 1e-7, step -> losses[Integer.parseInt(step)]);
        compare("output after", 3e-7, outputs(network, training));
        compare("sum", 1e-5, tensor -> sum(training, tensor, element -> element));
        compare("squares", 1e-5, tensor -> sum(training, tensor, element -> element * element));
    }

    private static void compare(String what, double tolerance, ToDoubleFunction<String> ours) throws IOException {
        var expected = golden().stream()
                .map(line -> line.split(","))
                .filter(words -> words[0].equals(what))
                .collect(toMap(words -> words[1], words -> Double.parseDouble(words[2])));
        assertThat(expected)
                .as(what)
                .hasSizeGreaterThanOrEqualTo(SampleDay.SHAPE.tensors().size());
        expected.forEach((of, value) ->
                assertThat(ours.applyAsDouble(of)).as("%s %s", what, of).isCloseTo(value, within(tolerance)));
    }

    private static List<String> golden() throws IOException {
        try (var file = GoldenTest.class.getResourceAsStream("golden.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** Of all steps, and of one more that is not made. */
    private double[] losses(Network network, Training training) {
        var pass = network.pass(SampleDay.BATCH);
        double[] losses = new double[STEPS + 1];
        for (int step = 0; step < STEPS; step++) {
            losses[step] = training.step(day.batch(step), pass, LEARNING_RATE);
        }
        losses[STEPS] = network.gradient(training.parameters(), day.batch(STEPS), pass);
        return losses;
    }

    /** By window/output. */
    private ToDoubleFunction<String> outputs(Network network, Training training) {
        var pass = network.pass(SampleDay.WINDOWS);
        training.forward(day.windows(SampleDay.WINDOWS), pass);
        return name -> {
            String[] numbers = name.split("/");
            return pass.output(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        };
    }

    private static double sum(Training training, String name, DoubleUnaryOperator of) {
        float[] parameters = training.parameters();
        var tensor = SampleDay.SHAPE.tensors().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        double sum = 0;
        for (int i = 0; i < tensor.size(); i++) {
            sum += of.applyAsDouble(parameters[tensor.offset() + i]);
        }
        return sum;
    }
}
