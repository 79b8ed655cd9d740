package ems.forecasting.federation;

import ems.forecasting.network.Shape;
import ems.market.party.ProsumerId;

/**
 * What one pair of a prosumer and its EV has learnt since it took over a global model.
 *
 * @param base version of that model
 * @param samples windows it has learnt from since, at least 1
 * @param change local parameters less those of the base; not copied, nobody writes into them
 */
public record Update(ProsumerId prosumer, int base, long samples, float[] change) {

    /** The file that is published; its hash names this update. */
    public ModelFile file(Shape shape) {
        return ModelFile.ofUpdate(shape, this);
    }

    /** Euclidean length of the change. */
    double norm() {
        double squares = 0;
        for (float value : change) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }
}
