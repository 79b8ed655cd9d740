package ems.forecasting.federation;

import ems.forecasting.network.Shape;
import ems.market.quantity.MatchingPeriod;

/**
 * A grid's shared model: where an arriving EV starts.
 *
 * @param version 0 before the first merge, then one more with each
 * @param at the period from which on it is used
 * @param values as many as the shape has; not copied, nobody writes into them
 */
public record GlobalParameters(Shape shape, int version, MatchingPeriod at, float[] values) {

    public GlobalParameters {
        if (values.length != shape.parameters()) {
            throw new IllegalArgumentException(values.length + " parameters, the network has " + shape.parameters());
        }
    }

    /** The next version. */
    GlobalParameters moved(double[] change, MatchingPeriod from) {
        float[] moved = new float[values.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (values[i] + change[i]);
        }
        return new GlobalParameters(shape, version + 1, from, moved);
    }

    /** The file that is published; its hash names this model. */
    public ModelFile file() {
        return ModelFile.ofGlobal(this);
    }
}
