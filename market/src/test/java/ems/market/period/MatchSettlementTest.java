package ems.market.period;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import ems.market.party.EnergyInventory;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.RuleReference;
import ems.market.record.SettlementLine;

import static ems.market.fixture.PaperGrid.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MatchSettlementTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final MatchId ID = MatchId.of(FIRST, L1, EV1);
    private static final Energy ONE = Energy.ofKilowattHours("1");
    private static final Energy TWO = Energy.ofKilowattHours("2");
    private static final EnergyInventory TEN_AT_20 =
            EnergyInventory.boughtAt(Price.ofPencePerKilowattHour("20"), Energy.ofKilowattHours("10"));

    @Test
    void whatWasStoredIsPaidByTheEvAndEntersItsBooks() {
        var paid = pence(18);
        assertThat(settle("18", "22", exchange(Flow.STORED, ONE)))
                .containsExactly(
                        new SettlementLine(ID, Flow.STORED, EV1, L1, ONE, price("18"), paid, paid),
                        new InventoryEntry(EV1, Cause.SETTLED, TEN_AT_20.stored(ONE, paid)));
    }

    @Test
    void whatWasReleasedIsPaidByTheProsumerAndLeavesAtAverageCost() {
        assertThat(settle("18", "22", exchange(Flow.RELEASED, TWO)))
                .containsExactly(
                        new SettlementLine(ID, Flow.RELEASED, L1, EV1, TWO, price("22"), pence(44), pence(40)),
                        new InventoryEntry(EV1, Cause.SETTLED, TEN_AT_20.taken(TWO)));
    }

    @Test
    void aPeriodSettlesInTwoLinesAtMostWhateverTheNumberOfSamples() {
        var booked = settle(
                "18",
                "22",
                exchange(Flow.RELEASED, ONE),
                exchange(Flow.STORED, ONE),
                exchange(Flow.RELEASED, ONE),
                exchange(Flow.STORED, ONE));
        assertThat(lines(booked)).extracting(SettlementLine::flow).containsExactly(Flow.STORED, Flow.RELEASED);
        assertThat(lines(booked)).extracting(SettlementLine::energy).containsExactly(TWO, TWO);
        assertThat(booked).hasSize(3);
    }

    /** 2 kWh at 8 p enter 10 kWh at 20 p first, so that what leaves costs 18 p/kWh. */
    @Test
    void storedEnergyEntersTheBooksBeforeReleasedEnergyLeaves() {
        var booked = settle("8", "22", exchange(Flow.RELEASED, ONE), exchange(Flow.STORED, TWO));
        assertThat(lines(booked).get(1).bookValue()).isEqualTo(pence(18));
    }

    @Test
    void anEmptyBatteryReleasesWhatItStoredInTheSamePeriod() {
        var booked = MatchSettlement.match(
                match("18", "22"),
                List.of(exchange(Flow.STORED, ONE), exchange(Flow.RELEASED, ONE)),
                new EnergyInventory(Energy.ZERO, Money.ZERO));
        assertThat(booked.get(2))
                .isEqualTo(new InventoryEntry(EV1, Cause.SETTLED, new EnergyInventory(Energy.ZERO, Money.ZERO)));
    }

    @Test
    void aMatchThatMovedNothingBooksNothing() {
        assertThat(settle("18", "22")).isEmpty();
    }

    @Test
    void aNegativePriceSwapsPayerAndPayee() {
        var booked = lines(settle("-3", "-2", exchange(Flow.STORED, ONE), exchange(Flow.RELEASED, ONE)));
        assertThat(booked.get(0))
                .isEqualTo(new SettlementLine(ID, Flow.STORED, L1, EV1, ONE, price("-3"), pence(3), pence(-3)));
        assertThat(booked.get(1).debit()).isEqualTo(EV1);
        assertThat(booked.get(1).credit()).isEqualTo(L1);
        assertThat(booked.get(1).amount()).isEqualTo(pence(2));
        assertThat(booked.get(1).effectOn(EV1)).isEqualTo(pence(-2));
    }

    @Test
    void aPriceOfNothingPaysNothing() {
        var line = lines(settle("0", "22", exchange(Flow.STORED, ONE))).get(0);
        assertThat(line.debit()).isEqualTo(EV1);
        assertThat(line.amount()).isEqualTo(Money.ZERO);
    }

    @Test
    void aLineNeverPaysANegativeAmount() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new SettlementLine(ID, Flow.STORED, EV1, L1, ONE, price("1"), new Money(-1), Money.ZERO))
                .withMessageContaining("-0.000001 p");
    }

    @Test
    void aLineTouchesItsTwoAccountsOnly() {
        var line = lines(settle("18", "22", exchange(Flow.STORED, ONE))).get(0);
        assertThat(line.effectOn(L1)).isEqualTo(pence(18));
        assertThat(line.effectOn(EV1)).isEqualTo(pence(-18));
        assertThat(line.effectOn(new ProsumerId("L2"))).isEqualTo(Money.ZERO);
    }

    @Property
    void linesSumToZeroAndBooksKeepAllTheirValue(
            @ForAll @Size(max = 6) List<@LongRange(min = -1_000_000_000L, max = 1_000_000_000L) Long> samples,
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long storing,
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long releasing) {
        List<Exchange> exchanges = new ArrayList<>();
        for (long net : samples) {
            if (net != 0) {
                exchanges.add(exchange(net > 0 ? Flow.STORED : Flow.RELEASED, new Energy(Math.abs(net))));
            }
        }
        var booked = MatchSettlement.match(match(new Price(storing), new Price(releasing)), exchanges, TEN_AT_20);
        var sum = Money.ZERO;
        var energy = TEN_AT_20.energy();
        var value = TEN_AT_20.value();
        for (SettlementLine line : lines(booked)) {
            sum = sum.plus(line.effectOn(L1)).plus(line.effectOn(EV1));
            boolean in = line.flow() == Flow.STORED;
            energy = in ? energy.plus(line.energy()) : energy.minus(line.energy());
            value = in ? value.plus(line.bookValue()) : value.minus(line.bookValue());
        }
        assertThat(sum).isEqualTo(Money.ZERO);
        assertThat(lines(booked)).hasSizeLessThanOrEqualTo(2);
        if (!booked.isEmpty()) {
            assertThat(booked.get(booked.size() - 1))
                    .isEqualTo(new InventoryEntry(EV1, Cause.SETTLED, new EnergyInventory(energy, value)));
        }
    }

    private static List<Entry> settle(String storing, String releasing, Exchange... exchanges) {
        return MatchSettlement.match(match(storing, releasing), List.of(exchanges), TEN_AT_20);
    }

    private static Match match(String storing, String releasing) {
        return match(Price.ofPencePerKilowattHour(storing), Price.ofPencePerKilowattHour(releasing));
    }

    private static Match match(Price storing, Price releasing) {
        return new Match(ID, L1, EV1, Energy.ZERO, agreed(storing), agreed(releasing));
    }

    private static AgreedPrice price(String pence) {
        return agreed(Price.ofPencePerKilowattHour(pence));
    }

    private static AgreedPrice agreed(Price price) {
        return new AgreedPrice(price, RuleReference.ofCode("any"));
    }

    private static Money pence(long pence) {
        return new Money(pence * 1_000_000);
    }

    private static Exchange exchange(Flow flow, Energy energy) {
        return new Exchange(ID, 0, flow, energy, Energy.ZERO);
    }

    private static List<SettlementLine> lines(List<Entry> booked) {
        return booked.stream()
                .filter(SettlementLine.class::isInstance)
                .map(SettlementLine.class::cast)
                .toList();
    }
}
