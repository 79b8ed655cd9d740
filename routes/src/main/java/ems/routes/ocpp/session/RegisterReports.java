package ems.routes.ocpp.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import ems.market.quantity.Energy;
import ems.market.telemetry.RegisterReading;
import ems.routes.ocpp.session.ChargingStore.Kept;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.Plug;
import ems.routes.ocpp.value.MeterSample;

/**
 * Keeps what the registers of chargers show. A reading of the future is a letter; a late one is kept, and waits
 * for a correction.
 */
final class RegisterReports {

    private final ChargingStore store;
    private final PlugReports plugs;
    private final Letters letters;
    private final StationTimes times;
    private final KeepSignedRecord signed;
    private final Map<Plug, Shown> latest = new HashMap<>();

    /** What the registers of a plug showed last. */
    private record Shown(Instant at, Optional<Energy> stored, Optional<Energy> released) {}

    RegisterReports(
            ChargingStore store, PlugReports plugs, Letters letters, StationTimes times, KeepSignedRecord signed) {
        this.signed = signed;
        this.store = store;
        this.plugs = plugs;
        this.letters = letters;
        this.times = times;
    }

    /** @return once they are kept */
    CompletionStage<Void> keep(Charger charger, List<MeterSample> samples) {
        List<Kept> kept = new ArrayList<>();
        for (MeterSample sample : samples) {
            sample.doubts().forEach(doubt -> letters.write(charger.plug(), "value", sample.toString(), doubt));
            if (times.isFuture(sample.at())) {
                letters.write(
                        charger.plug(),
                        "future",
                        sample.toString(),
                        "in the future: it measured at " + sample.at() + ", and it is " + times.now()
                                + ": set the station's clock right");
                continue;
            }
            sample.signed()
                    .forEach(record -> signed.keep(charger.grid(), charger.vehicle(), sample.at(), record)
                            .ifPresent(why -> letters.write(charger.plug(), "signed record", record, why)));
            refuseToCountBack(charger.plug(), sample);
            register(charger, sample.at(), sample.stored(), sample.released()).ifPresent(kept::add);
            plugs.measured(charger, sample.at(), sample.charge());
        }
        return kept.isEmpty() ? CompletableFuture.completedFuture(null) : store.keep(kept);
    }

    /** What comes late says nothing about the latest. */
    private synchronized void refuseToCountBack(Plug plug, MeterSample sample) {
        var before = latest.get(plug);
        if (before != null && sample.at().isAfter(before.at())) {
            backward("stored", before.stored(), sample.stored())
                    .or(() -> backward("released", before.released(), sample.released()))
                    .ifPresent(reason -> letters.write(plug, "register", sample.toString(), reason));
        }
        if (before == null || sample.at().isAfter(before.at())) {
            latest.put(
                    plug,
                    new Shown(
                            sample.at(),
                            sample.stored().or(() -> before == null ? Optional.empty() : before.stored()),
                            sample.released().or(() -> before == null ? Optional.empty() : before.released())));
        }
    }

    private static Optional<String> backward(String what, Optional<Energy> before, Optional<Energy> now) {
        return before.filter(then -> now.isPresent() && now.get().compareTo(then) < 0)
                .map(then -> "suspect: the register of energy " + what + " shows "
                        + now.orElseThrow().toKilowattHours()
                        + " kWh, below the " + then.toKilowattHours()
                        + " kWh that it showed before: it has begun anew, and nothing is counted in between");
    }

    private Optional<Kept> register(Charger charger, Instant at, Optional<Energy> stored, Optional<Energy> released) {
        return stored.isEmpty() && released.isEmpty()
                ? Optional.empty()
                : Optional.of(new Kept(
                        charger.grid(),
                        new RegisterReading(charger.vehicle(), at, stored, released),
                        times.now(),
                        times.isLate(at)));
    }
}
