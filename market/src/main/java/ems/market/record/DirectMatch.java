package ems.market.record;

import java.util.List;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;

/**
 * Two homes that trade with each other for one period, with the price known before energy flows.
 *
 * @param id names the seller before the buyer
 * @param forecastEnergy energy that would move if both forecasts came true
 * @param price what the buyer pays the seller
 */
public record DirectMatch(MatchId id, ProsumerId seller, ProsumerId buyer, Energy forecastEnergy, AgreedPrice price)
        implements Entry, MatchedPair {

    public DirectMatch {
        if (seller.equals(buyer)) {
            throw new IllegalArgumentException(seller.account() + " cannot trade with itself");
        }
    }

    public static DirectMatch readFrom(EntryReader line) {
        return new DirectMatch(
                new MatchId(line.text()),
                new ProsumerId(line.text()),
                new ProsumerId(line.text()),
                line.energy(),
                new AgreedPrice(line.price(), RuleReference.readFrom(line)));
    }

    @Override
    public List<Party> parties() {
        return List.of(seller, buyer);
    }

    @Override
    public EntryKind kind() {
        return EntryKind.DIRECT_MATCH;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(id.spelled()).text(seller.spelled()).text(buyer.spelled()).energy(forecastEnergy);
        line.price(price.price());
        price.rule().writeTo(line);
    }
}
