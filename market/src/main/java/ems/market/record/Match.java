package ems.market.record;

import java.util.List;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

/**
 * One prosumer-EV pair for one period, with both prices known before energy flows.
 *
 * @param forecastEnergy energy it would move if the forecast came true
 * @param storing price at which the prosumer sells to the EV
 * @param releasing price at which the EV sells to the prosumer
 */
public record Match(
        MatchId id,
        ProsumerId prosumer,
        VehicleId vehicle,
        Energy forecastEnergy,
        AgreedPrice storing,
        AgreedPrice releasing)
        implements Entry, MatchedPair {

    public AgreedPrice price(Flow flow) {
        return flow == Flow.STORED ? storing : releasing;
    }

    @Override
    public List<Party> parties() {
        return List.of(prosumer, vehicle);
    }

    public static Match readFrom(EntryReader line) {
        return new Match(
                new MatchId(line.text()),
                new ProsumerId(line.text()),
                new VehicleId(line.text()),
                line.energy(),
                new AgreedPrice(line.price(), RuleReference.readFrom(line)),
                new AgreedPrice(line.price(), RuleReference.readFrom(line)));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.MATCH;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(id.spelled()).text(prosumer.spelled()).text(vehicle.spelled()).energy(forecastEnergy);
        line.price(storing.price());
        storing.rule().writeTo(line);
        line.price(releasing.price());
        releasing.rule().writeTo(line);
    }
}
