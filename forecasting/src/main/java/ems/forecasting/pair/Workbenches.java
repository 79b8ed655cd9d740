package ems.forecasting.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import ems.forecasting.network.Network;

/** Benches for many pairs: where they are many, all cores work on them. What a pair comes to depends on no other, and on no thread. */
public final class Workbenches {

    /** Below it, sharing the work costs more than it saves. */
    private static final int MANY = 64;

    private final LearningPlan plan;
    private final Network network = Network.of(LocalModel.SHAPE);
    private final List<Workbench> benches = new ArrayList<>();

    public Workbenches(LearningPlan plan) {
        this.plan = plan;
        benches.add(new Workbench(network, plan));
    }

    /** For work on one pair. */
    public Workbench one() {
        return benches.get(0);
    }

    /** @param work on some of the pairs, in their order, on a bench of its own */
    public void share(List<LocalModel> pairs, BiConsumer<List<LocalModel>, Workbench> work) {
        int parts = pairs.size() < MANY ? 1 : Runtime.getRuntime().availableProcessors();
        if (parts == 1) {
            work.accept(pairs, one());
            return;
        }
        while (benches.size() < parts) {
            benches.add(new Workbench(network, plan));
        }
        IntStream.range(0, parts)
                .parallel()
                .forEach(part -> work.accept(
                        pairs.subList(border(pairs, part, parts), border(pairs, part + 1, parts)), benches.get(part)));
    }

    private static int border(List<LocalModel> pairs, int part, int parts) {
        return (int) ((long) pairs.size() * part / parts);
    }
}
