package ems.study.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ems.market.quantity.NetEnergy;
import ems.study.plan.Profile;

/**
 * One curve of figure 5.
 *
 * @param step time between two values
 * @param milliwatts mean production - consumption over each step: above zero a surplus, below zero a demand
 */
record NetPower(String prosumer, Duration step, List<Long> milliwatts) {

    static NetPower of(Profile profile, int minutes) {
        List<Long> means = new ArrayList<>();
        for (int from = 0; from + minutes <= profile.periods().size(); from += minutes) {
            var net = profile.periods().subList(from, from + minutes).stream()
                    .reduce(NetEnergy.BALANCED, NetEnergy::plus);
            long mean = net.energy().millijoules() / (60L * minutes);
            means.add(net.isSurplus() ? mean : -mean);
        }
        return new NetPower(profile.prosumer().text(), Duration.ofMinutes(minutes), means);
    }

    long peak() {
        return milliwatts.isEmpty() ? 0 : Collections.max(milliwatts);
    }
}
