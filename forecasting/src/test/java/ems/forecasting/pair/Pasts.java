package ems.forecasting.pair;

import java.time.Instant;

import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;

/** Pasts of homes for tests. */
final class Pasts {

    private static final double MILLIJOULES_PER_KILOWATT = 60_000_000;

    private Pasts() {}

    static MatchingPeriod period(long number) {
        return new MatchingPeriod(Instant.ofEpochSecond(60 * number));
    }

    static MeteredEnergy energy(double consumption, double production) {
        return new MeteredEnergy(kilowatts(production), kilowatts(consumption));
    }

    private static Energy kilowatts(double kilowatts) {
        return new Energy(Math.round(kilowatts * MILLIJOULES_PER_KILOWATT));
    }

    /** Known from period 100 on; each row holds consumption and production in kW. */
    static PowerHistory of(double[]... kilowatts) {
        var history = new PowerHistory(20);
        for (int i = 0; i < kilowatts.length; i++) {
            history.add(period(100 + i), energy(kilowatts[i][0], kilowatts[i][1]));
        }
        return history;
    }
}
