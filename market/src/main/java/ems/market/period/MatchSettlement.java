package ems.market.period;

import java.util.ArrayList;
import java.util.List;

import ems.market.party.EnergyInventory;
import ems.market.party.Party;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.AgreedPrice;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.SettlementLine;

/**
 * Books one match: at most a line for what was stored and a line for what was released, then the EV's new inventory.
 *
 * <p>Stored energy enters the inventory with what was paid before released energy leaves it with its share of the value.
 */
public final class MatchSettlement {

    private MatchSettlement() {}

    /**
     * @param exchanges those of this match
     * @param before the EV's inventory as the period started
     * @return lines, and an inventory entry if any energy moved
     */
    public static List<Entry> match(Match match, List<Exchange> exchanges, EnergyInventory before) {
        List<Entry> booked = new ArrayList<>(3);
        var inventory = before;
        Energy stored = sum(exchanges, Flow.STORED);
        if (!stored.isZero()) {
            var paid = Money.of(stored, match.storing().price());
            booked.add(line(match, Flow.STORED, stored, paid, paid));
            inventory = inventory.stored(stored, paid);
        }
        Energy released = sum(exchanges, Flow.RELEASED);
        if (!released.isZero()) {
            var earned = Money.of(released, match.releasing().price());
            booked.add(line(match, Flow.RELEASED, released, earned, inventory.costOf(released)));
            inventory = inventory.taken(released);
        }
        if (!booked.isEmpty()) {
            booked.add(new InventoryEntry(match.vehicle(), Cause.SETTLED, inventory));
        }
        return booked;
    }

    private static Energy sum(List<Exchange> exchanges, Flow flow) {
        var sum = Energy.ZERO;
        for (Exchange exchange : exchanges) {
            sum = exchange.flow() == flow ? sum.plus(exchange.energy()) : sum;
        }
        return sum;
    }

    /** A negative price turns payer and payee round, so that no line carries a negative amount. */
    static SettlementLine line(Match match, Flow flow, Energy energy, Money money, Money bookValue) {
        Party buyer = flow == Flow.STORED ? match.vehicle() : match.prosumer();
        Party seller = flow == Flow.STORED ? match.prosumer() : match.vehicle();
        AgreedPrice price = match.price(flow);
        return money.micropence() >= 0
                ? new SettlementLine(match.id(), flow, buyer, seller, energy, price, money, bookValue)
                : new SettlementLine(match.id(), flow, seller, buyer, energy, price, money.negated(), bookValue);
    }
}
