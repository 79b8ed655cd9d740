package ems.market.record;

import java.util.OptionalInt;

import ems.market.party.ProsumerId;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.NetEnergy.Direction;

/**
 * Net energy a prosumer is forecast to offer or need in the period.
 *
 * @param forecaster the strategy that made the forecast
 * @param model version of the global model that the prosumer's EV started from; empty for a strategy without one
 */
public record ProsumerBid(ProsumerId prosumer, NetEnergy forecast, String forecaster, OptionalInt model)
        implements Entry {

    public ProsumerBid {
        if (model.orElse(0) < 0) {
            throw new IllegalArgumentException("model version " + model.getAsInt() + " is below 0");
        }
    }

    public static ProsumerBid readFrom(EntryReader line) {
        return new ProsumerBid(
                new ProsumerId(line.text()),
                new NetEnergy(line.word(Direction.class), line.energy()),
                line.text(),
                line.smallNumberIfKnown());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.PROSUMER_BID;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(prosumer.spelled())
                .text(forecast.direction().name())
                .energy(forecast.energy())
                .text(forecaster)
                .numberIfKnown(model);
    }
}
