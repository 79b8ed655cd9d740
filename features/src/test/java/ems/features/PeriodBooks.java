package ems.features;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import ems.market.party.EnergyInventory;
import ems.market.party.Party;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.Abandonment;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.Match;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;

/** Adds a period's books up again, from the entries that its block seals. */
public record PeriodBooks(PeriodView period) {

    public void assertBalanced() {
        assertThat(period.block()).as("the period's block").isPresent();
        assertMoneySumsToZero();
        if (period.all(Abandonment.class).isEmpty()) {
            period.all(Match.class).forEach(this::assertEnergyIsWhatWasMeasured);
            assertThat(sum(DirectLine.class, DirectLine::energy))
                    .as("energy from home to home, settled against measured")
                    .isEqualTo(sum(DirectExchange.class, DirectExchange::energy));
        } else {
            assertThat(period.lines()).as("lines of an abandoned period").isEmpty();
        }
        period.all(VehicleBid.class).forEach(this::assertInventoryFollowsTheLines);
    }

    private <E extends Entry> Energy sum(Class<E> type, Function<E, Energy> energy) {
        return period.all(type).stream().map(energy).reduce(Energy.ZERO, Energy::plus);
    }

    private void assertMoneySumsToZero() {
        Map<Party, Money> balances = new HashMap<>();
        for (SettlementLine line : period.lines()) {
            balances.merge(line.debit(), line.amount().negated(), Money::plus);
            balances.merge(line.credit(), line.amount(), Money::plus);
        }
        for (DirectLine line : period.all(DirectLine.class)) {
            balances.merge(line.seller(), line.effectOn(line.seller()), Money::plus);
            balances.merge(line.buyer(), line.effectOn(line.buyer()), Money::plus);
        }
        assertThat(balances.values().stream().reduce(Money.ZERO, Money::plus))
                .as("sum of all accounts, %s", balances)
                .isEqualTo(Money.ZERO);
    }

    private void assertEnergyIsWhatWasMeasured(Match match) {
        for (Flow flow : Flow.values()) {
            assertThat(settled(match, flow))
                    .as("energy %s of %s, settled against measured", flow, match.id())
                    .isEqualTo(measured(match, flow));
        }
    }

    private Energy measured(Match match, Flow flow) {
        return period.all(Exchange.class).stream()
                .filter(exchange -> exchange.match().equals(match.id()) && exchange.flow() == flow)
                .map(Exchange::energy)
                .reduce(Energy.ZERO, Energy::plus);
    }

    private Energy settled(Match match, Flow flow) {
        return period.lines().stream()
                .filter(line -> line.match().equals(match.id()) && line.flow() == flow)
                .map(SettlementLine::energy)
                .reduce(Energy.ZERO, Energy::plus);
    }

    private void assertInventoryFollowsTheLines(VehicleBid bid) {
        var expected = bid.inventory();
        for (SettlementLine line : period.lines()) {
            if (line.debit().equals(bid.vehicle()) || line.credit().equals(bid.vehicle())) {
                expected = after(line, expected);
            }
        }
        var booked = period.all(InventoryEntry.class).stream()
                .filter(entry -> entry.vehicle().equals(bid.vehicle()) && entry.cause() == InventoryEntry.Cause.SETTLED)
                .map(InventoryEntry::inventory)
                .reduce(bid.inventory(), (before, now) -> now);
        assertThat(booked).as("what %s holds after the period", bid.vehicle()).isEqualTo(expected);
    }

    private static EnergyInventory after(SettlementLine line, EnergyInventory before) {
        return line.flow() == Flow.STORED
                ? before.stored(line.energy(), line.bookValue())
                : new EnergyInventory(
                        before.energy().minus(line.energy()), before.value().minus(line.bookValue()));
    }
}
