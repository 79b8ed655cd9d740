package ems.forecasting.pair;

import ems.forecasting.network.Batch;
import ems.forecasting.network.Shape;

/**
 * A home's past as the network sees it.
 *
 * <pre>
 * inputs of each of the three periods before:   sin and cos of the time of day, consumption / scale, production / scale
 * target, change:     (consumption now - consumption before) / scale, and the same of production
 * target, absolute:   consumption now / scale, production now / scale
 * </pre>
 */
final class Windows {

    static final int PERIODS = 3;
    static final int FEATURES = 4;
    static final Shape SHAPE = new Shape(PERIODS, FEATURES, 32, Channel.values().length);

    private static final int PERIODS_A_DAY = 1_440;
    /** Sine of the time of day by {@link StrictMath}, which gives the same bits everywhere; a quarter of a day later it is the cosine. */
    private static final float[] SINE = sine();

    private final PowerHistory history;
    private final Target target;
    private final boolean calendar;

    Windows(PowerHistory history, LearningPlan plan) {
        this.history = history;
        this.target = plan.target();
        this.calendar = plan.has(Ingredient.CALENDAR);
    }

    private static float[] sine() {
        float[] sine = new float[PERIODS_A_DAY];
        for (int minute = 0; minute < PERIODS_A_DAY; minute++) {
            sine[minute] = (float) StrictMath.sin(2 * StrictMath.PI * minute / PERIODS_A_DAY);
        }
        return sine;
    }

    /** Whether the three periods before this one are known: then it can be forecast. */
    boolean canForecast(long number) {
        return history.hasWindow(number - 1, PERIODS - 1);
    }

    /** Whether the period itself is known too: then it can be learnt from. */
    boolean canLearn(long number) {
        return history.hasWindow(number, PERIODS);
    }

    void fillInputs(Batch batch, int window, long number, Scale scale) {
        for (int period = 0; period < PERIODS; period++) {
            long at = number - PERIODS + period;
            int minute = Math.floorMod(at, PERIODS_A_DAY);
            batch.input(window, period, 0, calendar ? SINE[minute] : 0);
            batch.input(window, period, 1, calendar ? SINE[(minute + PERIODS_A_DAY / 4) % PERIODS_A_DAY] : 0);
            for (Channel channel : Channel.values()) {
                batch.input(window, period, 2 + channel.ordinal(), history.at(channel, at) / scale.of(channel));
            }
        }
    }

    void fillTargets(Batch batch, int window, long number, Scale scale) {
        for (Channel channel : Channel.values()) {
            float from = target == Target.CHANGE ? history.at(channel, number - 1) : 0;
            batch.target(window, channel.ordinal(), (history.at(channel, number) - from) / scale.of(channel));
        }
    }

    /** Change in kW, from the period before, that an output of the network stands for. */
    double change(Channel channel, long number, float output, Scale scale) {
        double power = (double) output * scale.of(channel);
        return target == Target.CHANGE ? power : power - history.at(channel, number - 1);
    }

    /** Change in kW from the period before. */
    double change(Channel channel, long number) {
        return (double) history.at(channel, number) - history.at(channel, number - 1);
    }
}
