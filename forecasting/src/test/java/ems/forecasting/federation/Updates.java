package ems.forecasting.federation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

import ems.forecasting.network.Shape;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;

/** Models and updates of a network so small that a hand can follow. */
public final class Updates {

    public static final Shape SMALL = new Shape(1, 1, 1, 1);
    public static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2019-08-05T12:00:00Z"));
    public static final MatchingPeriod ONE = new MatchingPeriod(Instant.parse("2019-08-05T13:00:00Z"));

    private Updates() {}

    public static GlobalParameters zero(int version) {
        return new GlobalParameters(SMALL, version, NOON, new float[SMALL.parameters()]);
    }

    /** Each parameter moves by the same. */
    public static Update update(String prosumer, int base, long samples, float change) {
        float[] changes = new float[SMALL.parameters()];
        Arrays.fill(changes, change);
        return new Update(new ProsumerId(prosumer), base, samples, changes);
    }

    /** Parameters move by up to 0.1 each. */
    public static Update random(String prosumer, int base, long seed) {
        var random = new Random(seed);
        float[] changes = new float[SMALL.parameters()];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = (2 * random.nextFloat() - 1) / 10;
        }
        return new Update(new ProsumerId(prosumer), base, 1 + random.nextInt(1_000), changes);
    }
}
