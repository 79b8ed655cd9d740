package ems.routes.ocpp.session;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.VehicleStatus;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.Plug;

/**
 * Reports cars to the market: at each change, when the battery is first measured after plugging in, and once a period while a station tells
 * something of a car that is plugged in.
 *
 * <p>What counts is the station's time, not the order in which messages come in: an older message changes nothing. But a report of an
 * earlier period would be too late, so news from then are reported as of now.
 */
final class PlugReports {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ChargingStore store;
    private final SendStatus market;
    private final FindCapacity capacities;
    private final InstantSource clock;
    private final Map<Plug, Followed> plugs = new ConcurrentHashMap<>();

    private static final class Followed {
        private PlugState state;
        private Instant measuredAt = Instant.EPOCH;

        private Followed(PlugState state) {
            this.state = state;
        }
    }

    PlugReports(ChargingStore store, SendStatus market, FindCapacity capacities, InstantSource clock) {
        this.store = store;
        this.market = market;
        this.capacities = capacities;
        this.clock = clock;
    }

    /** A car is plugged in or not, since the instant. */
    void told(Charger charger, boolean in, Instant at) {
        var plug = followed(charger.plug());
        synchronized (plug) {
            var before = plug.state;
            if (at.isBefore(before.toldAt())
                    || in == before.pluggedIn() && !before.toldAt().equals(Instant.EPOCH)) {
                return;
            }
            report(charger, plug, before.told(in, at), at, Energy.ZERO, Optional.empty());
        }
    }

    /**
     * The station measured.
     *
     * @param charge of the battery in (0, 100] %
     */
    void measured(Charger charger, Instant at, Optional<BigDecimal> charge) {
        var plug = followed(charger.plug());
        synchronized (plug) {
            var before = plug.state;
            if (!before.pluggedIn() || at.isBefore(before.toldAt()) || at.isBefore(plug.measuredAt)) {
                return;
            }
            plug.measuredAt = at;
            var stored = charge.flatMap(percent -> stored(charger, percent));
            var driven = before.leftWith().flatMap(left -> stored.map(left::minusOrZero));
            var now = stored.map(before::measured).orElse(before);
            boolean reported = !MatchingPeriod.containing(before.reportedAt())
                    .isBefore(MatchingPeriod.containing(clock.instant()));
            boolean first = stored.isPresent() && before.stored().isEmpty();
            if (reported && !first) {
                plug.state = now;
            } else {
                report(charger, plug, now, at, driven.orElse(Energy.ZERO), stored);
            }
        }
    }

    private Optional<Energy> stored(Charger charger, BigDecimal percent) {
        return capacities
                .of(charger.grid(), charger.vehicle())
                .map(capacity -> new Energy(percent.multiply(BigDecimal.valueOf(capacity.millijoules()))
                        .divide(HUNDRED, 0, RoundingMode.HALF_EVEN)
                        .longValueExact()));
    }

    /** The state is kept once the market has the report: a station that gets no answer says it all again. */
    private void report(
            Charger charger, Followed plug, PlugState state, Instant at, Energy driven, Optional<Energy> stored) {
        var when = when(at, state.reportedAt());
        market.send(charger.grid(), new VehicleStatus(charger.vehicle(), when, state.pluggedIn(), driven, stored));
        var reported = state.reported(when);
        store.keep(charger.plug(), reported);
        plug.state = reported;
    }

    private Instant when(Instant at, Instant reportedBefore) {
        var now = clock.instant();
        boolean current = !at.isBefore(MatchingPeriod.containing(now).start()) && !at.isAfter(now);
        var wanted = current ? at : now;
        return wanted.isAfter(reportedBefore) ? wanted : reportedBefore.plusMillis(1);
    }

    private Followed followed(Plug plug) {
        return plugs.computeIfAbsent(plug, first -> new Followed(store.state(first)));
    }
}
