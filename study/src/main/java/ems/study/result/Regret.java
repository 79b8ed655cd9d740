package ems.study.result;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.MatchingResult;

/**
 * What first come, first served loses to the pairs that move the most, for the same bids. Where a period has a horizon price, all
 * energy here is as counted, each kWh times the weight of its side: lost is what counts less, and not what moves less.
 *
 * @param greedyEnergy energy that the greedy pairs would have moved under the forecasts
 * @param bestEnergy the most that any pairs could have moved, or a bound above it in periods where nobody
 *     looked
 * @param greedyLoss what prosumers would have gained less with the greedy pairs; below 0 if more; leaves out those periods
 * @param unknown number of those periods
 */
public record Regret(Energy greedyEnergy, Energy bestEnergy, Money greedyLoss, long unknown) {

    public static final Regret NONE = new Regret(Energy.ZERO, Energy.ZERO, Money.ZERO, 0);

    static Regret of(MatchingResult period) {
        return new Regret(
                period.most().minus(period.regretOfGreedy()),
                period.most(),
                period.greedyLoss().orElse(Money.ZERO),
                period.isOptimumKnown() ? 0 : 1);
    }

    public Regret plus(Regret other) {
        return new Regret(
                greedyEnergy.plus(other.greedyEnergy),
                bestEnergy.plus(other.bestEnergy),
                greedyLoss.plus(other.greedyLoss),
                unknown + other.unknown);
    }

    public Energy energy() {
        return bestEnergy.minus(greedyEnergy);
    }
}
