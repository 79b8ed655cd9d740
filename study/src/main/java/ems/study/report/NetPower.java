package ems.study.report;

import java.time.Duration;
import java.util.List;

/**
 * One curve of figure 5.
 *
 * @param step time between two values; 1 to 10 minutes reads well
 * @param milliwatts mean production - consumption over each step: above zero a surplus, below zero a demand
 */
public record NetPower(String prosumer, Duration step, List<Long> milliwatts) {

    public NetPower {
        milliwatts = List.copyOf(milliwatts);
    }
}
