package ems.forecasting.pair;

import ems.forecasting.federation.GlobalParameters;

/**
 * How far a pair believes the model: as far as the global one that it took over would have served it in the last hours. So
 * a model that suits other homes, or a day that is over, or that was spoilt, leaves the pair with the last period.
 *
 * <pre>
 * trust = sum of forecast change * actual change / sum of forecast change²      inside [0, 1], for each channel
 * </pre>
 *
 * <p>This is the factor with the least squared error.
 */
record ModelTrust(double consumption, double production) {

    static final ModelTrust FULL = new ModelTrust(1, 1);

    /** @param from the periods in {@code [from, now)} are looked at */
    static ModelTrust of(Windows windows, Scale scale, GlobalParameters global, Workbench bench, long from, long now) {
        double[] products = new double[Channel.values().length];
        double[] squares = new double[Channel.values().length];
        for (long period = from; period < now; period++) {
            if (windows.canLearn(period)) {
                windows.fillInputs(bench.one(), 0, period, scale);
                bench.network().forward(global.values(), bench.one(), bench.onePass());
                for (Channel channel : Channel.values()) {
                    double forecast = windows.change(channel, period, bench.output(channel), scale);
                    products[channel.ordinal()] += forecast * windows.change(channel, period);
                    squares[channel.ordinal()] += forecast * forecast;
                }
            }
        }
        return new ModelTrust(
                factor(products, squares, Channel.CONSUMPTION), factor(products, squares, Channel.PRODUCTION));
    }

    private static double factor(double[] products, double[] squares, Channel channel) {
        double factor = products[channel.ordinal()] / squares[channel.ordinal()];
        return factor > 0 ? Math.min(1, factor) : 0;
    }

    double in(Channel channel) {
        return channel == Channel.CONSUMPTION ? consumption : production;
    }
}
