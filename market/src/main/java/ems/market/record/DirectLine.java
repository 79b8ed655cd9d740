package ems.market.record;

import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/**
 * The booking of a trade between two homes: the same integer leaves one account and enters the other.
 *
 * @param seller where the energy comes from
 * @param buyer where it goes
 * @param price p/kWh and the rule, row and version that set it
 * @param amount what the buyer pays the seller; below 0, the seller pays the buyer
 */
public record DirectLine(
        MatchId match, ProsumerId seller, ProsumerId buyer, Energy energy, AgreedPrice price, Money amount)
        implements Entry, BookedLine {

    public static DirectLine of(DirectMatch match, Energy energy) {
        var price = match.price();
        return new DirectLine(
                match.id(), match.seller(), match.buyer(), energy, price, Money.of(energy, price.price()));
    }

    @Override
    public boolean has(Party party) {
        return party.equals(seller) || party.equals(buyer);
    }

    @Override
    public Party otherThan(Party party) {
        return party.equals(seller) ? buyer : seller;
    }

    @Override
    public boolean isPurchaseOf(Party party) {
        return party.equals(buyer);
    }

    @Override
    public Money effectOn(Party party) {
        return party.equals(seller) ? amount : party.equals(buyer) ? amount.negated() : Money.ZERO;
    }

    /** Against trading the same energy with the grid. */
    @Override
    public Money gainOf(Party party, GridPrices grid) {
        if (!has(party)) {
            return Money.ZERO;
        }
        var flow = party.equals(seller) ? Flow.STORED : Flow.RELEASED;
        return flow.benefitOfProsumer(energy, effectOn(party), grid);
    }

    @Override
    public boolean keepsSurplus() {
        return true;
    }

    @Override
    public DirectLine undone() {
        return new DirectLine(match, seller, buyer, energy, price, amount.negated());
    }

    public static DirectLine readFrom(EntryReader line) {
        return new DirectLine(
                new MatchId(line.text()),
                home(line),
                home(line),
                line.energy(),
                new AgreedPrice(line.price(), RuleReference.readFrom(line)),
                line.money());
    }

    private static ProsumerId home(EntryReader line) {
        var party = Party.parse(line.text());
        if (party instanceof ProsumerId home) {
            return home;
        }
        throw new IllegalArgumentException(party.account() + " is no home, and trades with none directly");
    }

    @Override
    public EntryKind kind() {
        return EntryKind.DIRECT_LINE;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(match.spelled()).text(seller.spelledAccount()).text(buyer.spelledAccount());
        line.energy(energy).price(price.price());
        price.rule().writeTo(line);
        line.money(amount);
    }
}
