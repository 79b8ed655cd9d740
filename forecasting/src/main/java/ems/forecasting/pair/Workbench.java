package ems.forecasting.pair;

import ems.forecasting.network.Batch;
import ems.forecasting.network.Network;
import ems.forecasting.network.Pass;

/** Arrays that any number of models use one after another; one bench per thread. */
public final class Workbench {

    private final Network network;
    private final Batch batch;
    private final Pass pass;
    private final Batch one;
    private final Pass onePass;

    public Workbench(Network network, LearningPlan plan) {
        this.network = network;
        this.batch = new Batch(network.shape(), plan.batch());
        this.pass = network.pass(plan.batch());
        this.one = new Batch(network.shape(), 1);
        this.onePass = network.pass(1);
    }

    Network network() {
        return network;
    }

    Batch batch() {
        return batch;
    }

    Pass pass() {
        return pass;
    }

    Batch one() {
        return one;
    }

    Pass onePass() {
        return onePass;
    }
}
