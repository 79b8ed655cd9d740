package ems.market.record;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

/**
 * How scarce an EV is in a period.
 *
 * @param energy what the market would move more with a second EV like it, above 0 mJ; an EV without a shadow price is not scarce. In a
 *     period with a {@link HorizonEntry} what its pairs would be worth more, in thousandths of a mJ
 */
public record ShadowPrice(VehicleId vehicle, Energy energy) implements Entry {

    public ShadowPrice {
        if (energy.isZero()) {
            throw new IllegalArgumentException(vehicle + " has a shadow price of nothing");
        }
    }

    public static ShadowPrice readFrom(EntryReader line) {
        return new ShadowPrice(new VehicleId(line.text()), line.energy());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.SHADOW_PRICE;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(vehicle.spelled()).energy(energy);
    }
}
