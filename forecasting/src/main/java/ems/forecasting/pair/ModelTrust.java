package ems.forecasting.pair;

import java.util.stream.LongStream;

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

    /** @param periods that are looked at, as far as they are known, in their order */
    static ModelTrust of(Windows windows, Scale scale, GlobalParameters global, Workbench bench, LongStream periods) {
        long[] known = periods.filter(windows::canLearn).toArray();
        double[] products = new double[Channel.values().length];
        double[] squares = new double[Channel.values().length];
        for (int from = 0; from < known.length; from += bench.batch().capacity()) {
            int some = Math.min(known.length - from, bench.batch().capacity());
            for (int window = 0; window < some; window++) {
                windows.fillInputs(bench.batch(), window, known[from + window], scale);
            }
            bench.network().forward(global.values(), bench.batch().of(some), bench.pass());
            for (int window = 0; window < some; window++) {
                long period = known[from + window];
                for (Channel channel : Channel.values()) {
                    float output = bench.pass().output(window, channel.ordinal());
                    double forecast = windows.change(channel, period, output, scale);
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
