package ems.study.result;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.MatchingResult;

/**
 * What first come, first served loses to the pairs that move the most, for the same bids in every period.
 *
 * @param greedyEnergy energy that the greedy pairs would have moved under the forecasts
 * @param bestEnergy the most that any pairs could have moved; a bound above it in periods where nobody looked
 * @param greedyLoss what prosumers would have gained less with the greedy pairs; below 0 if more; leaves out those periods
 * @param unknown number of those periods
 */
public record Regret(Energy greedyEnergy, Energy bestEnergy, Money greedyLoss, long unknown) {

    static final Regret NONE = new Regret(Energy.ZERO, Energy.ZERO, Money.ZERO, 0);

    Regret plus(MatchingResult period) {
        return new Regret(
                greedyEnergy.plus(period.greedyEnergy()),
                bestEnergy.plus(period.bound()),
                greedyLoss.plus(period.greedyLoss().orElse(Money.ZERO)),
                period.isOptimumKnown() ? unknown : unknown + 1);
    }

    public Energy energy() {
        return bestEnergy.minus(greedyEnergy);
    }
}
