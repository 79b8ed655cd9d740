package ems.market.record;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;

/** The prosumer trades with this EV, and with no others but those that further entries name. */
public record TradingPartner(ProsumerId prosumer, VehicleId vehicle) implements Entry {

    public static TradingPartner readFrom(EntryReader line) {
        return new TradingPartner(new ProsumerId(line.text()), new VehicleId(line.text()));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.TRADING_PARTNER;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(prosumer.spelled()).text(vehicle.spelled());
    }
}
