package ems.study.plan;

import java.time.Instant;
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
 * @param surplus the part of it that it would sell; the rest it would buy
 * @param periods net energy of each period; a sample without a reading counts as nothing
 * @param missing samples without a trusted reading
 */
public record Profile(ProsumerId prosumer, Energy original, Energy surplus, List<NetEnergy> periods, long missing) {

    /** What it would buy. */
    public Energy demand() {
        return original.minus(surplus);
    }

    static Profile of(ProsumerId prosumer, Readings readings, Scenario scenario) {
        long[] nets = new long[scenario.periods()];
        long original = 0;
        long surplus = 0;
        long missing = 0;
        Instant at = scenario.start();
        for (int period = 0; period < nets.length; period++) {
            for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
                var reading = readings.sample(prosumer, at);
                if (reading.isPresent()) {
                    long net = reading.get().toMillijoules();
                    original = Math.addExact(original, Math.abs(net));
                    surplus = Math.addExact(surplus, Math.max(0, net));
                    nets[period] = Math.addExact(nets[period], net);
                } else {
                    missing++;
                }
                at = at.plus(MatchingPeriod.SAMPLE);
            }
        }
        return new Profile(prosumer, new Energy(original), new Energy(surplus), new NetSeries(nets), missing);
    }
}
