package ems.forecasting.pair;

/**
 * How much a home's power changes from one minute to the next: the unit in which its model sees and says everything. So a
 * large home and a small one look alike to a model that they share.
 *
 * <pre>
 * scale = sqrt(mean of change²) over the known periods, at least 10 W
 * </pre>
 *
 * @param consumption kW
 * @param production kW
 */
record Scale(float consumption, float production) {

    /** For a model that sees all homes in the same unit. */
    static final Scale KILOWATT = new Scale(1, 1);

    /** Below it a change is a meter's noise; a home without solar panels has none at all. */
    private static final double LEAST = 0.010;

    static Scale of(PowerHistory history) {
        return new Scale(of(history, Channel.CONSUMPTION), of(history, Channel.PRODUCTION));
    }

    private static float of(PowerHistory history, Channel channel) {
        double squares = 0;
        int changes = 0;
        for (long each = history.oldest() + 1; each < history.end(); each++) {
            double change = (double) history.at(channel, each) - history.at(channel, each - 1);
            if (!Double.isNaN(change)) {
                squares += change * change;
                changes++;
            }
        }
        return (float) Math.max(LEAST, changes == 0 ? LEAST : Math.sqrt(squares / changes));
    }

    float of(Channel channel) {
        return channel == Channel.CONSUMPTION ? consumption : production;
    }
}
