package ems.console.flow;

import java.math.BigDecimal;
import java.util.Optional;

import ems.console.decision.Rounded;
import ems.market.party.ProsumerId;
import ems.market.quantity.NetEnergy.Direction;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;

/**
 * A prosumer in the latest sample.
 *
 * @param isPrivate whether the market keeps no reading of it: what it exchanges is known once the period is over
 * @param direction surplus: energy to spare; demand: energy lacking; empty without a trusted reading
 * @param netKw in that direction
 * @param withVehicleKw the part of it that its EV stores or releases
 * @param matchedWith its EV of the current period
 * @param refusal why the market said no to it in the current period
 */
public record ProsumerNow(
        String prosumer,
        boolean isPrivate,
        Optional<Direction> direction,
        Optional<BigDecimal> netKw,
        BigDecimal withVehicleKw,
        Optional<String> matchedWith,
        Optional<String> refusal) {

    public static ProsumerNow of(ProsumerId prosumer, PeriodRecord current, MeasuredNow measured, boolean isPrivate) {
        var sample = measured.sample();
        var net = Optional.ofNullable(sample.net().get(prosumer));
        return new ProsumerNow(
                prosumer.text(),
                isPrivate,
                net.map(known -> known.direction()),
                net.map(known -> Rounded.kilowatts(Rounded.watts(known.energy()))),
                Rounded.kilowatts(sample.flowOf(prosumer)
                        .map(flow -> Rounded.watts(flow.energy()))
                        .orElse(0L)),
                current.match(prosumer).map(match -> match.vehicle().text()),
                current.rejection(prosumer).map(Rejection::reason));
    }
}
