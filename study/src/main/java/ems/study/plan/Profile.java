package ems.study.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.telemetry.Readings;
import ems.study.scenario.Scenario;

/**
 * What a prosumer would exchange with the main grid if there were no EVs.
 *
 * @param original sum of |net| over all 10-second samples
 * @param periods net energy of each period; a sample without a reading counts as nothing
 * @param missing samples without a trusted reading
 */
public record Profile(ProsumerId prosumer, Energy original, List<NetEnergy> periods, long missing) {

    static Profile of(ProsumerId prosumer, Readings readings, Scenario scenario) {
        var original = Energy.ZERO;
        List<NetEnergy> periods = new ArrayList<>();
        long missing = 0;
        Instant at = scenario.start();
        for (int period = 0; period < scenario.periods(); period++) {
            var net = NetEnergy.BALANCED;
            for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
                var reading = readings.sample(prosumer, at);
                missing += reading.isPresent() ? 0 : 1;
                original = original.plus(reading.map(NetEnergy::energy).orElse(Energy.ZERO));
                net = net.plus(reading.orElse(NetEnergy.BALANCED));
                at = at.plus(MatchingPeriod.SAMPLE);
            }
            periods.add(net);
        }
        return new Profile(prosumer, original, List.copyOf(periods), missing);
    }
}
