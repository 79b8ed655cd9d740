package ems.market.record;

import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/**
 * One booking: the same integer leaves one account and enters another.
 *
 * @param debit who pays
 * @param credit who is paid
 * @param price p/kWh and the rule, row and version that set it
 * @param amount at least 0
 * @param bookValue value that entered the EV's inventory (stored) or left it (released)
 */
public record SettlementLine(
        MatchId match,
        Flow flow,
        Party debit,
        Party credit,
        Energy energy,
        AgreedPrice price,
        Money amount,
        Money bookValue)
        implements Entry, BookedLine {

    public SettlementLine {
        if (amount.micropence() < 0) {
            throw new IllegalArgumentException("a line pays " + amount.toPence() + " p: below 0 p, swap its sides");
        }
    }

    @Override
    public boolean has(Party party) {
        return party.equals(debit) || party.equals(credit);
    }

    @Override
    public Party otherThan(Party party) {
        return party.equals(debit) ? credit : debit;
    }

    @Override
    public boolean isPurchaseOf(Party party) {
        return (party instanceof ProsumerId) == (flow == Flow.RELEASED);
    }

    @Override
    public Money effectOn(Party party) {
        return party.equals(credit) ? amount : party.equals(debit) ? amount.negated() : Money.ZERO;
    }

    /** What the prosumer gains by this line against trading the same energy with the grid. */
    public Money benefitOfProsumer(GridPrices grid) {
        return flow.benefitOfProsumer(energy, effectOn(prosumer()), grid);
    }

    /** What the EV is paid for energy that it releases, less what that energy cost; nothing for energy that it stores. */
    public Money profitOfVehicle() {
        return flow == Flow.RELEASED ? effectOn(vehicle()).minus(bookValue) : Money.ZERO;
    }

    @Override
    public Money gainOf(Party party, GridPrices grid) {
        return party instanceof ProsumerId ? benefitOfProsumer(grid) : profitOfVehicle();
    }

    @Override
    public boolean keepsSurplus() {
        return flow == Flow.STORED;
    }

    @Override
    public SettlementLine undone() {
        return new SettlementLine(match, flow, credit, debit, energy, price, amount, bookValue);
    }

    public Party prosumer() {
        return debit instanceof ProsumerId ? debit : credit;
    }

    public Party vehicle() {
        return debit instanceof ProsumerId ? credit : debit;
    }

    public static SettlementLine readFrom(EntryReader line) {
        return new SettlementLine(
                new MatchId(line.text()),
                line.word(Flow.class),
                Party.parse(line.text()),
                Party.parse(line.text()),
                line.energy(),
                new AgreedPrice(line.price(), RuleReference.readFrom(line)),
                line.money(),
                line.money());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.SETTLEMENT_LINE;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(match.spelled())
                .text(flow.name())
                .text(debit.spelledAccount())
                .text(credit.spelledAccount());
        line.energy(energy).price(price.price());
        price.rule().writeTo(line);
        line.money(amount).money(bookValue);
    }
}
