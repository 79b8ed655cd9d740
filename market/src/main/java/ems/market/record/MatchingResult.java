package ems.market.record;

import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.Money;

/**
 * How a period was matched, beside first come, first served and beside the best that any pairs can do.
 *
 * @param algorithm the one whose pairs were taken
 * @param forecastEnergy energy that these pairs would move if the forecasts came true
 * @param greedyEnergy the same for the greedy pairs of the same bids
 * @param bound energy that no pairs of these bids exceed, as the certificate shows; where the period has a horizon price, worth that none
 *     exceed
 * @param greedyLoss money that prosumers would gain less, at the prices of the period, with the greedy pairs than with those that
 *     move the most energy, or are worth most; below 0 if they would gain more; empty if nobody looked for the latter, and then the bound
 *     is above what is possible
 * @param certificate {@link ems.market.matching.Certificate#hash() Certificate.hash()} of the shadow prices recorded before this
 * @param worth what the pairs count for, where the period has a horizon price; two more fields of the line
 */
public record MatchingResult(
        String algorithm,
        Energy forecastEnergy,
        Energy greedyEnergy,
        Energy bound,
        Optional<Money> greedyLoss,
        String certificate,
        Optional<Worth> worth)
        implements Entry {

    /**
     * What pairs count for under a horizon price: energy times the weight of its side, in thousandths of a mJ.
     *
     * @param taken by the pairs that were taken
     * @param greedy by the greedy pairs
     */
    public record Worth(Energy taken, Energy greedy) {}

    /** The result of a period whose pairs count for their energy. */
    public MatchingResult(
            String algorithm,
            Energy forecastEnergy,
            Energy greedyEnergy,
            Energy bound,
            Optional<Money> greedyLoss,
            String certificate) {
        this(algorithm, forecastEnergy, greedyEnergy, bound, greedyLoss, certificate, Optional.empty());
    }

    public static MatchingResult readFrom(EntryReader line) {
        return new MatchingResult(
                line.text(),
                line.energy(),
                line.energy(),
                line.energy(),
                line.moneyIfKnown(),
                line.text(),
                line.hasMore() ? Optional.of(new Worth(line.energy(), line.energy())) : Optional.empty());
    }

    /** What the certificate measures of the pairs that were taken. */
    public Energy measured() {
        return worth.map(Worth::taken).orElse(forecastEnergy);
    }

    /** The same of the greedy pairs. */
    public Energy measuredOfGreedy() {
        return worth.map(Worth::greedy).orElse(greedyEnergy);
    }

    /** The bound in mJ, as {@linkplain Worth counted} where the period has a horizon price. */
    public Energy most() {
        return inMillijoules(bound);
    }

    /** Energy lost to the best pairs, as counted; the most that may be lost if nobody looked for them. */
    public Energy regret() {
        return inMillijoules(bound.minus(measured()));
    }

    /** The same for the greedy pairs, whoever was taken. */
    public Energy regretOfGreedy() {
        return inMillijoules(bound.minus(measuredOfGreedy()));
    }

    private Energy inMillijoules(Energy measured) {
        return worth.isEmpty() ? measured : new Energy(HorizonPrice.toMillijoules(measured.millijoules()));
    }

    /** Whether no pairs of the same bids are better than those that were taken. */
    public boolean isProved() {
        return bound.equals(measured());
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
        worth.ifPresent(counted -> line.energy(counted.taken()).energy(counted.greedy()));
    }
}
