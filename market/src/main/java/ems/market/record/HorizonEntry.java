package ems.market.record;

import ems.market.party.FleetFill;
import ems.market.quantity.HorizonPrice;

/**
 * The horizon price of a period: its pairs were chosen and are proved under it. A period without this entry weighs storing and releasing
 * alike.
 *
 * @param fill of the fleet, by the books as the period started: what the price was asked for
 */
public record HorizonEntry(HorizonPrice price, FleetFill fill) implements Entry {

    public static HorizonEntry readFrom(EntryReader line) {
        return new HorizonEntry(new HorizonPrice(line.smallNumber()), new FleetFill(line.energy(), line.energy()));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.HORIZON_PRICE;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.number(price.perMille()).energy(fill.held()).energy(fill.capacity());
    }
}
