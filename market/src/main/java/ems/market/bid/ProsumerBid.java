package ems.market.bid;

import ems.market.party.ProsumerId;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.NetEnergy.Direction;
import ems.market.record.Entry;
import ems.market.record.EntryReader;
import ems.market.record.EntryWriter;

/**
 * Net energy a prosumer is forecast to offer or need in the period.
 *
 * @param forecaster the strategy that made the forecast
 */
public record ProsumerBid(ProsumerId prosumer, NetEnergy forecast, String forecaster) implements Entry {

    public static final String KIND = "prosumer-bid";

    public static ProsumerBid readFrom(EntryReader line) {
        return new ProsumerBid(
                new ProsumerId(line.text()), new NetEnergy(line.word(Direction.class), line.energy()), line.text());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(prosumer.text())
                .text(forecast.direction().name())
                .energy(forecast.energy())
                .text(forecaster);
    }
}
