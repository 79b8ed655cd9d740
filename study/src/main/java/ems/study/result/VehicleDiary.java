package ems.study.result;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.party.ElectricVehicle;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.VehicleStanding;
import ems.study.plan.Inputs;
import ems.study.result.VehicleDay.Away;
import ems.study.result.VehicleDay.PriceStep;

import static java.util.Objects.requireNonNull;

/** What one EV held, moved and asked in each period of the first day. */
final class VehicleDiary {

    private static final int PERIODS = 1_440;

    private final ElectricVehicle vehicle;
    private final Inputs inputs;
    private final List<Energy> stored = new ArrayList<>();
    private final List<Long> millijoules = new ArrayList<>();
    private final List<PriceStep> prices = new ArrayList<>();
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
        stored.add(stored.isEmpty() ? Energy.ZERO : stored.get(stored.size() - 1));
        millijoules.add(0L);
    }

    boolean isFull() {
        return stored.size() == PERIODS;
    }

    void add(VehicleStanding standing) {
        stored.set(stored.size() - 1, standing.inventory().energy());
    }

    void add(Exchange exchange) {
        long energy = exchange.energy().millijoules();
        int now = millijoules.size() - 1;
        millijoules.set(now, millijoules.get(now) + (exchange.flow() == Flow.STORED ? energy : -energy));
        moved = moved.plus(exchange.energy());
    }

    void add(MatchingPeriod period, Match match) {
        var step = new PriceStep(
                period.start(), match.storing().price(), match.releasing().price());
        var last = prices.isEmpty() ? null : prices.get(prices.size() - 1);
        if (last == null
                || !last.storing().equals(step.storing())
                || !last.releasing().equals(step.releasing())) {
            prices.add(step);
        }
    }

    private List<Long> milliwatts() {
        return millijoules.stream()
                .map(net -> net / MatchingPeriod.LENGTH.getSeconds())
                .toList();
    }

    private Instant start() {
        return requireNonNull(start);
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
                stored,
                milliwatts(),
                away(vehicle.id()),
                prices);
    }

    /** From the vehicle's own reports: it reports what it drove when the interval ends. */
    private List<Away> away(VehicleId id) {
        Duration interval = inputs.vehicleInterval();
        Instant end = start().plus(MatchingPeriod.LENGTH.multipliedBy(stored.size()));
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
