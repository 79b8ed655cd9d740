package ems.forecasting.network;

/** A network's parameters on their way down the loss, from a start of their own. For one thread. */
public final class Training {

    private final Network network;
    private final float[] parameters;
    private final Adam adam;

    /** @param start copied; as many as the shape has */
    public Training(Network network, float[] start) {
        if (start.length != network.shape().parameters()) {
            throw new IllegalArgumentException(start.length + " parameters, the network has "
                    + network.shape().parameters());
        }
        this.network = network;
        this.parameters = start.clone();
        this.adam = new Adam(start.length);
    }

    /**
     * One step of Adam on the mean squared error of the batch.
     *
     * @return the loss before the step
     */
    public double step(Batch batch, Pass pass, float learningRate) {
        double loss = network.gradient(parameters, batch, pass);
        adam.descend(network.kernel(), parameters, pass.gradient(), learningRate);
        return loss;
    }

    public void forward(Batch batch, Pass pass) {
        network.forward(parameters, batch, pass);
    }

    /** A copy. */
    public float[] parameters() {
        return parameters.clone();
    }
}
