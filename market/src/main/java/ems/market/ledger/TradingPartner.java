package ems.market.ledger;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.record.Entry;
import ems.market.record.EntryReader;
import ems.market.record.EntryWriter;

/** The prosumer trades with this EV, and with no others but those that further entries name. */
public record TradingPartner(ProsumerId prosumer, VehicleId vehicle) implements Entry {

    public static final String KIND = "trading-partner";

    public static TradingPartner readFrom(EntryReader line) {
        return new TradingPartner(new ProsumerId(line.text()), new VehicleId(line.text()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(prosumer.text()).text(vehicle.text());
    }
}
