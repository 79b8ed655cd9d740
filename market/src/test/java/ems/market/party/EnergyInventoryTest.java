package ems.market.party;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EnergyInventoryTest {

    private static final Price BUY = Price.ofPencePerKilowattHour("29.49");
    private static final Price SPLIT = Price.ofPencePerKilowattHour("17.945");
    private static final Energy ONE = Energy.ofKilowattHours("1");

    @Test
    void averageCostWeighsWhatWasPaid() {
        var mixed = EnergyInventory.boughtAt(BUY, ONE).stored(ONE, Money.of(ONE, SPLIT));
        assertThat(mixed.averageCost(BUY)).isEqualTo(Price.ofPencePerKilowattHour("23.7175"));
    }

    @Test
    void averageCostRoundsTiesToTheEvenUnit() {
        assertThat(inventory(72_000_000, 1).averageCost(BUY)).isEqualTo(new Price(0));
        assertThat(inventory(72_000_000, 3).averageCost(BUY)).isEqualTo(new Price(2));
        assertThat(inventory(72_000_000, 5).averageCost(BUY)).isEqualTo(new Price(2));
    }

    @Test
    void anEmptyBatteryCostsWhatItWouldPay() {
        assertThat(inventory(0, 0).averageCost(BUY)).isEqualTo(BUY);
    }

    @Test
    void takingAPartLeavesTheAverageCost() {
        var half = EnergyInventory.boughtAt(SPLIT, ONE).taken(Energy.ofKilowattHours("0.5"));
        assertThat(half).isEqualTo(EnergyInventory.boughtAt(SPLIT, Energy.ofKilowattHours("0.5")));
    }

    @Test
    void theLastEnergyTakesAllThatIsLeft() {
        var rest = inventory(3, 1).taken(new Energy(1));
        assertThat(rest).isEqualTo(inventory(2, 1));
        assertThat(rest.taken(new Energy(2))).isEqualTo(inventory(0, 0));
    }

    @Test
    void takingNothingCostsNothing() {
        assertThat(inventory(0, 0).taken(Energy.ZERO)).isEqualTo(inventory(0, 0));
        assertThat(inventory(5, 7).costOf(Energy.ZERO)).isEqualTo(Money.ZERO);
    }

    @Test
    void noMoreIsTakenThanIsHeld() {
        assertThat(inventory(5, 7).taken(new Energy(5))).isEqualTo(inventory(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> inventory(5, 7).taken(new Energy(6)));
    }

    @Property(tries = 2_000)
    void whatIsTakenBitByBitAddsUpToTheWholeValue(
            @ForAll @Size(max = 12) List<@LongRange(max = 1_000_000_000_000L) Long> parts,
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long value) {
        long energy = parts.stream().mapToLong(Long::longValue).sum();
        var held = inventory(energy, energy == 0 ? 0 : value);
        var taken = Money.ZERO;
        for (long part : parts) {
            taken = taken.plus(held.costOf(new Energy(part)));
            held = held.taken(new Energy(part));
        }
        assertThat(held).isEqualTo(inventory(0, 0));
        assertThat(taken).isEqualTo(new Money(energy == 0 ? 0 : value));
    }

    private static EnergyInventory inventory(long millijoules, long micropence) {
        return new EnergyInventory(new Energy(millijoules), new Money(micropence));
    }
}
