package ems.console.decision;

import java.math.BigDecimal;
import java.util.Optional;

import ems.market.quantity.HorizonPrice;
import ems.market.quantity.Money;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;

/**
 * How a period was matched, beside the best pairs and beside first come, first served.
 *
 * @param algorithm that chose the pairs
 * @param fallback whether the grid is matched otherwise, and this algorithm had to take over
 * @param proved whether no pairs of the same bids move more than those taken, or are worth more at the period's horizon price, as the
 *     certificate shows
 * @param optimumKnown whether the best pairs were computed; if not, the losses here are upper bounds
 * @param forecastKwh what the pairs taken would move if the forecasts came true
 * @param greedyKwh the same for the greedy pairs
 * @param boundKwh what no pairs exceed; in a period with a horizon price this and both losses are as counted: each kWh times the weight of its
 *     side
 * @param lostKwh bound less what the pairs taken would move
 * @param lostByGreedyKwh bound less what the greedy pairs would move
 * @param lostByGreedyPence what prosumers would gain less with the greedy pairs than with the best; empty if the best pairs were not
 *     computed
 * @param horizonPerMille the period's horizon price; empty: it has none, and pairs count for their energy
 * @param certificate SHA-256 of the shadow prices
 */
public record MatchingNow(
        String algorithm,
        boolean fallback,
        boolean proved,
        boolean optimumKnown,
        BigDecimal forecastKwh,
        BigDecimal greedyKwh,
        BigDecimal boundKwh,
        BigDecimal lostKwh,
        BigDecimal lostByGreedyKwh,
        Optional<BigDecimal> lostByGreedyPence,
        Optional<Integer> horizonPerMille,
        String certificate) {

    /** @param usual algorithm that matches the grid when nothing breaks */
    public static Optional<MatchingNow> of(PeriodRecord record, String usual) {
        return record.first(MatchingResult.class).map(result -> of(result, record.horizonPrice(), usual));
    }

    private static MatchingNow of(MatchingResult result, Optional<HorizonPrice> horizon, String usual) {
        return new MatchingNow(
                result.algorithm(),
                !result.algorithm().equals(usual),
                result.isProved(),
                result.isOptimumKnown(),
                Rounded.kilowattHours(result.forecastEnergy()),
                Rounded.kilowattHours(result.greedyEnergy()),
                Rounded.kilowattHours(result.most()),
                Rounded.kilowattHours(result.regret()),
                Rounded.kilowattHours(result.regretOfGreedy()),
                result.greedyLoss().map(Money::toPence),
                horizon.map(HorizonPrice::perMille),
                result.certificate());
    }
}
