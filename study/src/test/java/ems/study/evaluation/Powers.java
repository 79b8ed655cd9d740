package ems.study.evaluation;

import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.quantity.NetEnergy;

/** Net powers by hand. */
final class Powers {

    private static final long MILLIJOULES_PER_WATT = 60_000;

    private Powers() {}

    /** @param watts of the first minutes, surplus above 0, null where unknown; later ones are unknown */
    static NetPowers of(int minutes, Integer... watts) {
        var powers = new NetPowers(minutes);
        for (int minute = 0; minute < watts.length; minute++) {
            powers.put(minute, Optional.ofNullable(watts[minute]).map(Powers::energy));
        }
        return powers;
    }

    private static NetEnergy energy(int watts) {
        return NetEnergy.between(
                new Energy(Math.max(0, watts) * MILLIJOULES_PER_WATT),
                new Energy(Math.max(0, -watts) * MILLIJOULES_PER_WATT));
    }
}
