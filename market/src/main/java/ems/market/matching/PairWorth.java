package ems.market.matching;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.record.Flow;

/**
 * What a pair counts for when pairs are chosen: the energy it would move, in mJ; or, in a period with a horizon price, that energy times the
 * weight of its side, in thousandths of a mJ. It is counted in {@link Energy} either way, and so are shadow prices and bounds.
 *
 * <p>Since &alpha; min(a, c) = min(&alpha; a, &alpha; c), a matching by side is the same problem with other amounts: whatever solves or
 * proves the one does the other.
 */
public record PairWorth(Optional<HorizonPrice> horizon) {

    /** A pair counts for its energy. */
    public static final PairWorth ENERGY = new PairWorth(Optional.empty());

    /** What a unit of energy counts on this side. */
    public long weight(Flow flow) {
        return horizon.isEmpty()
                ? 1
                : flow == Flow.STORED ? horizon.get().stored() : horizon.get().released();
    }

    /** @throws ArithmeticException if it leaves the range of a {@code long}: above 4.6e15 mJ under any price */
    public Energy of(Flow flow, Energy energy) {
        return horizon.isEmpty() ? energy : new Energy(Math.multiplyExact(energy.millijoules(), weight(flow)));
    }

    /** The same, or the greatest energy there is. */
    Energy atMost(Flow flow, Energy energy) {
        return timesAtMost(energy, weight(flow));
    }

    /** The greatest unit in which both weights are whole: at a price of 0 a solver sees the energies themselves, as without one. */
    long unit() {
        return greatestDivisor(weight(Flow.STORED), weight(Flow.RELEASED));
    }

    /** What energy of this side counts in {@linkplain #unit() units}, or the greatest energy there is. */
    UnaryOperator<Energy> inUnits(Flow flow) {
        long weight = weight(flow) / unit();
        return energy -> timesAtMost(energy, weight);
    }

    private static long greatestDivisor(long one, long other) {
        return other == 0 ? one : greatestDivisor(other, one % other);
    }

    private static Energy timesAtMost(Energy energy, long factor) {
        return new Energy(
                energy.millijoules() > Long.MAX_VALUE / factor ? Long.MAX_VALUE : energy.millijoules() * factor);
    }

    public Energy of(Pairing pair) {
        return of(pair.flow(), pair.forecastEnergy());
    }

    /** What all these are worth together. */
    public Energy of(List<Pairing> pairs) {
        return pairs.stream().map(this::of).reduce(Energy.ZERO, Energy::plus);
    }

    /** In mJ, for people: what counts so much without a horizon price. */
    long toMillijoules(long worth) {
        return horizon.isEmpty() ? worth : HorizonPrice.toMillijoules(worth);
    }

    /** A worth with its unit. */
    public String inWords(Energy worth) {
        return horizon.map(price -> worth.millijoules() + " thousandths of a mJ under a horizon price of " + price)
                .orElseGet(() -> worth.millijoules() + " mJ");
    }
}
