package ems.forecasting.benchmark;

import java.util.List;
import java.util.stream.IntStream;

import ems.forecasting.network.Network;
import ems.forecasting.network.SampleDay;
import ems.forecasting.network.Training;

/** A thousand models of their own. */
final class Population {

    static final int MODELS = 1_000;

    private final List<Training> models;
    private int next;

    Population(Network network) {
        models = make(network);
    }

    private static List<Training> make(Network network) {
        return IntStream.range(0, MODELS)
                .mapToObj(model -> new Training(network, SampleDay.start(model)))
                .toList();
    }

    /** One after the other, so that each has left the caches before its turn comes again. */
    Training next() {
        next = (next + 1) % MODELS;
        return models.get(next);
    }

    /** A thousandth of what one more population lets the heap grow; the one before it is to lose what start-up left there. */
    static double measuredBytesOfAModel(Network network) {
        growth(network);
        return growth(network);
    }

    private static double growth(Network network) {
        long before = heap();
        var others = new Population(network);
        double bytes = (double) (heap() - before) / MODELS;
        others.next();
        return bytes;
    }

    /** The serial collector leaves some garbage where it lies, except in every fourth collection. */
    private static long heap() {
        for (int collection = 0; collection < 4; collection++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
