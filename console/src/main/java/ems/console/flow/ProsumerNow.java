package ems.console.flow;

import java.math.BigDecimal;
import java.util.Optional;

import ems.console.decision.Rounded;
import ems.market.party.ProsumerId;
import ems.market.quantity.NetEnergy.Direction;
import ems.market.record.DirectMatch;
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
 * @param direct the home that it trades with, if it has no EV
 * @param refusal why the market said no to it in the current period
 */
public record ProsumerNow(
        String prosumer,
        boolean isPrivate,
        Optional<Direction> direction,
        Optional<BigDecimal> netKw,
        BigDecimal withVehicleKw,
        Optional<String> matchedWith,
        Optional<DirectNow> direct,
        Optional<String> refusal) {

    /**
     * A trade between homes in the current period.
     *
     * @param with the other home
     * @param sells whether this one sells
     */
    public record DirectNow(String with, boolean sells, BigDecimal forecastKwh, BigDecimal pricePencePerKwh) {

        static DirectNow of(DirectMatch match, ProsumerId home) {
            boolean sells = match.seller().equals(home);
            return new DirectNow(
                    (sells ? match.buyer() : match.seller()).text(),
                    sells,
                    Rounded.kilowattHours(match.forecastEnergy()),
                    match.price().price().toPencePerKilowattHour());
        }
    }

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
                current.directMatch(prosumer).map(match -> DirectNow.of(match, prosumer)),
                current.rejection(prosumer).map(Rejection::reason));
    }
}
