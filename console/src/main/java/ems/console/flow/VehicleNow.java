package ems.console.flow;

import java.math.BigDecimal;
import java.util.Optional;

import ems.console.decision.Rounded;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridPrices;
import ems.market.party.OperableWindow;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.VehicleBid;

/**
 * An EV and its battery now.
 *
 * @param powerKw what it stores or releases in the latest sample; its mode says which
 * @param storedKwh what the books say, with what it exchanged so far in the current period; empty before it joined
 * @param floorKwh never released below, with the reserve; empty before its first bid
 * @param ceilingKwh never stored above; empty before its first bid
 * @param averageCostPencePerKwh of what it holds as the period starts
 * @param refusal why the market said no to it in the current period
 */
public record VehicleNow(
        String vehicle,
        boolean pluggedIn,
        Mode mode,
        Optional<String> matchedWith,
        BigDecimal powerKw,
        Optional<BigDecimal> storedKwh,
        BigDecimal capacityKwh,
        BigDecimal reserveKwh,
        Optional<BigDecimal> floorKwh,
        Optional<BigDecimal> ceilingKwh,
        Optional<BigDecimal> averageCostPencePerKwh,
        Optional<BigDecimal> chargerLimitKw,
        Optional<String> refusal) {

    /** What it does in the current period. */
    public enum Mode {
        STORING,
        RELEASING,
        /** Matched, and nothing flows in the latest sample. */
        MATCHED,
        /** It bid and was not matched, or its bid is not looked at yet. */
        WAITING,
        REFUSED,
        AWAY
    }

    /**
     * @param books what the EV holds between two bids; empty before it joined
     * @param window of its latest accepted bid in an ended period
     */
    public static VehicleNow of(
            ElectricVehicle vehicle,
            PeriodRecord current,
            MeasuredNow measured,
            Optional<EnergyInventory> books,
            Optional<OperableWindow> window,
            GridPrices prices) {
        var bid = current.bid(vehicle.id());
        var match = current.match(vehicle.id());
        var refusal = current.rejection(vehicle.id()).map(Rejection::reason);
        var flow = match.flatMap(measured.sample()::flowOf);
        var plugged = measured.pluggedIn().contains(vehicle.id());
        var bounds = bid.map(VehicleBid::window).or(() -> window);
        var inventory = bid.map(VehicleBid::inventory).or(() -> books);
        return new VehicleNow(
                vehicle.id().text(),
                plugged,
                mode(plugged, match.isPresent(), refusal.isPresent(), flow.map(Exchange::flow)),
                match.map(pair -> pair.prosumer().text()),
                Rounded.kilowatts(
                        flow.map(exchange -> Rounded.watts(exchange.energy())).orElse(0L)),
                inventory.map(held -> Rounded.kilowattHours(holding(held.energy(), match, measured.soFar()))),
                Rounded.kilowattHours(vehicle.capacity()),
                Rounded.kilowattHours(vehicle.reserve()),
                bounds.map(known -> Rounded.kilowattHours(known.floor())),
                bounds.map(known -> Rounded.kilowattHours(known.ceiling())),
                inventory.map(held -> held.averageCost(prices.buy()).toPencePerKilowattHour()),
                vehicle.plug().most().map(Power::toKilowatts),
                refusal);
    }

    private static Mode mode(boolean plugged, boolean matched, boolean refused, Optional<Flow> flow) {
        if (flow.isPresent()) {
            return flow.get() == Flow.STORED ? Mode.STORING : Mode.RELEASING;
        }
        if (!plugged) {
            return Mode.AWAY;
        }
        return matched ? Mode.MATCHED : refused ? Mode.REFUSED : Mode.WAITING;
    }

    private static Energy holding(Energy start, Optional<Match> match, ExchangesSoFar soFar) {
        return match.map(pair -> start.plus(soFar.stored(pair.id())).minusOrZero(soFar.released(pair.id())))
                .orElse(start);
    }
}
