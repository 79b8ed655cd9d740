package ems.study.result;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.party.ElectricVehicle;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Price;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.VehicleStanding;
import ems.study.plan.Inputs;
import ems.study.result.VehicleDay.Away;
import ems.study.result.VehicleDay.PriceStep;

import static java.util.Objects.requireNonNull;

/** What one EV held, moved and asked in each period of the first day, in little memory: all EVs have one, and one is shown. */
final class VehicleDiary {

    private static final int PERIODS = 1_440;
    /** Where the EV had no match. */
    private static final long NO_PRICE = Long.MIN_VALUE;

    private final ElectricVehicle vehicle;
    private final Inputs inputs;
    /** In mJ, as each period starts. */
    private final long[] stored = new long[PERIODS];
    /** In mJ: above 0 the EV stored, below 0 it released. */
    private final long[] traded = new long[PERIODS];
    /** Price of what it stores, in 1e-4 p/kWh. */
    private final long[] storing = new long[PERIODS];
    /** Price of what it releases, in 1e-4 p/kWh. */
    private final long[] releasing = new long[PERIODS];

    private int periods;
    private @Nullable Instant start;
    private Energy moved = Energy.ZERO;

    VehicleDiary(ElectricVehicle vehicle, Inputs inputs) {
        this.vehicle = vehicle;
        this.inputs = inputs;
    }

    /** A new period begins, in which the EV holds what it held before and moves nothing until its entries are added. */
    void begin(MatchingPeriod period) {
        if (start == null) {
            start = period.start();
        }
        stored[periods] = periods == 0 ? 0 : stored[periods - 1];
        storing[periods] = NO_PRICE;
        periods++;
    }

    boolean isFull() {
        return periods == PERIODS;
    }

    void add(VehicleStanding standing) {
        stored[periods - 1] = standing.inventory().energy().millijoules();
    }

    void add(Exchange exchange) {
        long energy = exchange.energy().millijoules();
        traded[periods - 1] += exchange.flow() == Flow.STORED ? energy : -energy;
        moved = moved.plus(exchange.energy());
    }

    void add(Match match) {
        storing[periods - 1] = match.storing().price().tenThousandthsOfPencePerKilowattHour();
        releasing[periods - 1] = match.releasing().price().tenThousandthsOfPencePerKilowattHour();
    }

    Energy moved() {
        return moved;
    }

    VehicleDay day() {
        return new VehicleDay(
                vehicle.id().text(),
                start(),
                MatchingPeriod.LENGTH,
                vehicle.capacity(),
                vehicle.reserve(),
                requireNonNull(inputs.windows().get(vehicle.id())),
                Arrays.stream(stored, 0, periods).mapToObj(Energy::new).toList(),
                Arrays.stream(traded, 0, periods)
                        .mapToObj(net -> net / MatchingPeriod.LENGTH.getSeconds())
                        .toList(),
                away(vehicle.id()),
                prices());
    }

    private Instant start() {
        return requireNonNull(start);
    }

    /** Those that a match changed. */
    private List<PriceStep> prices() {
        List<PriceStep> steps = new ArrayList<>();
        int last = -1;
        for (int period = 0; period < periods; period++) {
            boolean same = last >= 0 && storing[period] == storing[last] && releasing[period] == releasing[last];
            if (storing[period] != NO_PRICE && !same) {
                var from = start().plus(MatchingPeriod.LENGTH.multipliedBy(period));
                steps.add(new PriceStep(from, new Price(storing[period]), new Price(releasing[period])));
                last = period;
            }
        }
        return steps;
    }

    /** From the vehicle's own reports: it reports what it drove when the interval ends. */
    private List<Away> away(VehicleId id) {
        Duration interval = inputs.vehicleInterval();
        Instant end = start().plus(MatchingPeriod.LENGTH.multipliedBy(periods));
        List<Away> found = new ArrayList<>();
        Optional<Away> open = Optional.empty();
        for (Instant at = start(); at.isBefore(end); at = at.plus(interval)) {
            var until = at.plus(interval).isBefore(end) ? at.plus(interval) : end;
            boolean driving = !inputs.readings()
                    .report(id, at, at.plus(interval))
                    .driven()
                    .isZero();
            if (inputs.readings().pluggedIn(id, at)) {
                open.ifPresent(found::add);
                open = Optional.empty();
            } else if (open.isPresent() && open.get().driving() == driving) {
                open = Optional.of(new Away(open.get().start(), until, driving));
            } else {
                open.ifPresent(found::add);
                open = Optional.of(new Away(at, until, driving));
            }
        }
        open.ifPresent(found::add);
        return found;
    }
}
