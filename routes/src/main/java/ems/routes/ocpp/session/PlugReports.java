package ems.routes.ocpp.session;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

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
 * earlier period would be too late, so news from then are reported as of now. A battery that was measured more than {@value #CURRENT_SECONDS} s
 * ago holds something else now: that is remembered, and told with the next measurement.
 */
final class PlugReports {

    private static final int CURRENT_SECONDS = 60;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ChargingStore store;
    private final SendStatus market;
    private final FindCapacity capacities;
    private final InstantSource clock;
    private final Map<Plug, Followed> plugs = new ConcurrentHashMap<>();

    private static final class Followed {
        private PlugState state;
        /** Since when it is plugged in or out, as far as is known here. */
        private Instant since;

        private Instant measuredAt = Instant.EPOCH;
        /** Driven by measurements that came too late to be reported; null: none came. */
        private @Nullable Energy owed;

        private Followed(PlugState state) {
            this.state = state;
            this.since = state.toldAt();
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
            if (at.isBefore(before.toldAt())) {
                return;
            }
            if (in == before.pluggedIn() && !before.toldAt().equals(Instant.EPOCH)) {
                confirm(charger, plug, at);
                return;
            }
            var driven = Optional.ofNullable(plug.owed).orElse(Energy.ZERO);
            report(charger, plug, before.told(in, at), at, driven, Optional.empty());
            plug.since = at;
            plug.owed = null;
        }
    }

    /** What is older than the confirmation changes nothing from now on. */
    private void confirm(Charger charger, Followed plug, Instant at) {
        if (at.isAfter(plug.state.toldAt())) {
            var confirmed = plug.state.told(plug.state.pluggedIn(), at);
            store.keep(charger.plug(), confirmed);
            plug.state = confirmed;
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
            if (!before.pluggedIn() || at.isBefore(plug.since) || at.isBefore(plug.measuredAt)) {
                return;
            }
            plug.measuredAt = at;
            var stored = charge.flatMap(percent -> stored(charger, percent));
            var driven = stored.flatMap(held -> before.leftWith()
                            .map(left -> left.minusOrZero(held))
                            .or(() -> Optional.ofNullable(plug.owed)))
                    .orElse(Energy.ZERO);
            var now = stored.map(before::measured).orElse(before);
            if (at.isBefore(clock.instant().minusSeconds(CURRENT_SECONDS))) {
                plug.state = now;
                plug.owed = stored.isPresent() ? driven : plug.owed;
                return;
            }
            boolean reported = !MatchingPeriod.containing(before.reportedAt())
                    .isBefore(MatchingPeriod.containing(clock.instant()));
            boolean first = stored.isPresent() && (before.stored().isEmpty() || plug.owed != null);
            if (reported && !first) {
                plug.state = now;
            } else {
                report(charger, plug, now, at, driven, stored);
                plug.owed = stored.isPresent() ? null : plug.owed;
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
