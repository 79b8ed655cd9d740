package ems.forecasting.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Sizes of a network of two LSTM layers and a linear one, and where each tensor lies among its parameters.
 *
 * @param periods T, that a forecast looks back on
 * @param features F, known of each period
 * @param units H, in each layer
 * @param outputs O
 */
public record Shape(int periods, int features, int units, int outputs) {

    public static final int LAYERS = 2;

    public Shape {
        if (periods < 1 || features < 1 || units < 1 || outputs < 1) {
            throw new IllegalArgumentException("a network of " + periods + " periods, " + features + " features, "
                    + units + " units and " + outputs + " outputs: each must be at least 1");
        }
    }

    int gates() {
        return 4 * units;
    }

    /** Inputs of a layer: the features for the first, the units below it for the second. */
    int inputs(int layer) {
        return layer == 0 ? features : units;
    }

    /** Where {@code Wx (inputs,G)} of a layer begins. */
    int inputWeights(int layer) {
        return layer == 0 ? 0 : hiddenBias(0) + gates();
    }

    /** Where {@code Wh (H,G)} of a layer begins. */
    int hiddenWeights(int layer) {
        return inputWeights(layer) + inputs(layer) * gates();
    }

    /** Where {@code bx (G)} of a layer begins. */
    int inputBias(int layer) {
        return hiddenWeights(layer) + units * gates();
    }

    /** Where {@code bh (G)} of a layer begins: a second bias, as PyTorch has it. */
    int hiddenBias(int layer) {
        return inputBias(layer) + gates();
    }

    /** Where {@code Wo (H,O)} begins. */
    int outputWeights() {
        return hiddenBias(LAYERS - 1) + gates();
    }

    /** Where {@code bo (O)} begins. */
    int outputBias() {
        return outputWeights() + units * outputs;
    }

    /** How many parameters there are. */
    public int parameters() {
        return outputBias() + outputs;
    }

    /** All tensors in the order of PyTorch, by its names. */
    public List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            tensors.add(new Tensor("lstm.weight_ih_l" + layer, inputWeights(layer), gates(), inputs(layer)));
            tensors.add(new Tensor("lstm.weight_hh_l" + layer, hiddenWeights(layer), gates(), units));
            tensors.add(new Tensor("lstm.bias_ih_l" + layer, inputBias(layer), gates(), 1));
            tensors.add(new Tensor("lstm.bias_hh_l" + layer, hiddenBias(layer), gates(), 1));
        }
        tensors.add(new Tensor("linear.weight", outputWeights(), outputs, units));
        tensors.add(new Tensor("linear.bias", outputBias(), outputs, 1));
        return tensors;
    }
}
