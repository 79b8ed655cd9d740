package ems.market.record;

import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/**
 * How a period was matched, beside first come, first served and beside the best that any pairs can do.
 *
 * @param algorithm the one whose pairs were taken
 * @param forecastEnergy energy that these pairs would move if the forecasts came true
 * @param greedyEnergy the same for the greedy pairs of the same bids
 * @param bound energy that no pairs of these bids exceed, as the certificate shows
 * @param greedyLoss money that prosumers would gain less, at the prices of the period, with the greedy pairs than with those that
 *     move the most energy; below 0 if they would gain more; empty if nobody looked for the latter, and then the bound is above
 *     what is possible
 * @param certificate {@link ems.market.matching.Certificate#hash() Certificate.hash()} of the shadow prices recorded before this
 */
public record MatchingResult(
        String algorithm,
        Energy forecastEnergy,
        Energy greedyEnergy,
        Energy bound,
        Optional<Money> greedyLoss,
        String certificate)
        implements Entry {

    public static MatchingResult readFrom(EntryReader line) {
        return new MatchingResult(
                line.text(), line.energy(), line.energy(), line.energy(), line.moneyIfKnown(), line.text());
    }

    /** Energy lost to the best pairs; the most that may be lost if nobody looked for them. */
    public Energy regret() {
        return bound.minus(forecastEnergy);
    }

    /** The same for the greedy pairs, whoever was taken. */
    public Energy regretOfGreedy() {
        return bound.minus(greedyEnergy);
    }

    /** Whether the bound can be reached. */
    public boolean isOptimumKnown() {
        return greedyLoss.isPresent();
    }

    @Override
    public EntryKind kind() {
        return EntryKind.MATCHING_RESULT;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(algorithm)
                .energy(forecastEnergy)
                .energy(greedyEnergy)
                .energy(bound)
                .moneyIfKnown(greedyLoss)
                .text(certificate);
    }
}
