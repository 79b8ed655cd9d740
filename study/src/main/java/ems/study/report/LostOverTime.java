package ems.study.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/**
 * What greedy pairs would have lost in the course of one run, to the best pairs of the very same bids.
 *
 * @param run name of the run as shown
 * @param step time that each value sums up
 * @param energy that greedy pairs would have moved less
 * @param money that prosumers would have gained less; below zero if more
 */
public record LostOverTime(String run, Instant start, Duration step, List<Energy> energy, List<Money> money) {

    public LostOverTime {
        energy = List.copyOf(energy);
        money = List.copyOf(money);
    }
}
