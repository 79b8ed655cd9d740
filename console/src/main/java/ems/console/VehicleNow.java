package ems.console;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
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

    static VehicleNow of(ElectricVehicle vehicle, MarketSources sources, LatestSample sample, List<Exchange> soFar) {
        var current = sources.current().record();
        var match = current.all(Match.class).stream()
                .filter(pair -> pair.vehicle().equals(vehicle.id()))
                .findFirst();
        var refusal = current.all(Rejection.class).stream()
                .filter(rejection -> rejection.party().equals(vehicle.id()))
                .map(Rejection::reason)
                .findFirst();
        var flow = match.flatMap(sample::flowOf).map(LatestSample.Flowing::exchange);
        var plugged = sources.readings().pluggedIn(vehicle.id(), sources.clock());
        var window = latestWindow(vehicle, sources);
        var inventory = inventory(vehicle, sources);
        return new VehicleNow(
                vehicle.id().text(),
                plugged,
                mode(plugged, match.isPresent(), refusal.isPresent(), flow.map(Exchange::flow)),
                match.map(pair -> pair.prosumer().text()),
                Rounded.kilowatts(
                        flow.map(exchange -> Rounded.watts(exchange.energy())).orElse(0L)),
                inventory.map(books -> Rounded.kilowattHours(holding(books.energy(), match, soFar))),
                Rounded.kilowattHours(vehicle.capacity()),
                Rounded.kilowattHours(vehicle.reserve()),
                window.map(bounds -> Rounded.kilowattHours(bounds.floor())),
                window.map(bounds -> Rounded.kilowattHours(bounds.ceiling())),
                inventory.map(books -> books.averageCost(sources.prices().buy()).toPencePerKilowattHour()),
                vehicle.chargerLimit().map(Power::toKilowatts),
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

    /** The bid's own inventory while the period runs; the books between two bids. */
    private static Optional<EnergyInventory> inventory(ElectricVehicle vehicle, MarketSources sources) {
        return sources.current()
                .record()
                .bid(vehicle.id())
                .map(VehicleBid::inventory)
                .or(() -> Optional.ofNullable(sources.inventories().get(vehicle.id())));
    }

    private static Energy holding(Energy start, Optional<Match> match, List<Exchange> soFar) {
        Energy stored = Energy.ZERO;
        Energy released = Energy.ZERO;
        for (Exchange exchange : soFar) {
            if (match.isPresent() && exchange.match().equals(match.get().id())) {
                boolean storing = exchange.flow() == Flow.STORED;
                stored = storing ? stored.plus(exchange.energy()) : stored;
                released = storing ? released : released.plus(exchange.energy());
            }
        }
        return start.plus(stored).minusOrZero(released);
    }

    /** From its latest accepted bid, so that the marks stay while a period's bids are being looked at. */
    private static Optional<OperableWindow> latestWindow(ElectricVehicle vehicle, MarketSources sources) {
        Stream<PeriodRecord> records = Stream.concat(
                Stream.of(sources.current().record()), sources.ended().stream().map(EndedPeriod::record));
        return records.flatMap(record -> record.bid(vehicle.id()).stream())
                .map(VehicleBid::window)
                .findFirst();
    }
}
