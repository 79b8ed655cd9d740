package ems.routes.ocpp.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

import ems.market.quantity.Energy;
import ems.routes.ocpp.frame.FrameText;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.Chargers;
import ems.routes.ocpp.table.Plug;
import ems.routes.ocpp.value.CallPayload;
import ems.routes.ocpp.value.MeterSample;

/** What both generations of OCPP tell, in the words of neither: cars come and go, sessions begin and end, registers count. */
final class Charging {

    private final Chargers chargers;
    private final ChargingStore store;
    private final PlugReports plugs;
    private final RegisterReports registers;
    private final Letters letters;
    private final StationTimes times;
    private final StationClocks clocks;

    Charging(
            Chargers chargers,
            ChargingStore store,
            PlugReports plugs,
            RegisterReports registers,
            Letters letters,
            StationTimes times,
            StationClocks clocks) {
        this.chargers = chargers;
        this.store = store;
        this.plugs = plugs;
        this.registers = registers;
        this.letters = letters;
        this.times = times;
        this.clocks = clocks;
    }

    Instant now() {
        return times.now();
    }

    ChargingStore store() {
        return store;
    }

    StationTimes times() {
        return times;
    }

    /** What a station's stamp means here; it shows how far the station's clock leads, too. */
    StationStamp stamp(String station, Instant told) {
        clocks.seen(station, told, times.now());
        return times.stamp(told);
    }

    void pluggedIn(Plug plug, boolean in, StationStamp at) {
        known(plug, charger -> {
            if (at.isOfTheFuture()) {
                letters.write(
                        plug,
                        "future",
                        (in ? "plugged in" : "plugged out") + " at " + at.stamp(),
                        "in the future: it is " + times.now() + ": set the station's clock right");
            }
            plugs.told(charger, in, at.at());
        });
    }

    CompletionStage<Void> measured(Plug plug, List<MeterSample> samples) {
        samples.forEach(sample -> clocks.seen(plug.station(), sample.at(), times.now()));
        return chargers.at(plug)
                .map(charger -> registers.keep(charger, samples))
                .orElseGet(() -> stranger(plug));
    }

    /** Sessions that were still open at the plug have ended without a word. */
    ChargingSession begin(SessionStart start) {
        boolean idle = store.openAt(start.plug()).isEmpty();
        var begun = store.begin(start);
        begun.ended()
                .forEach(open -> letters.write(
                        start.plug(),
                        "open session",
                        start.key(),
                        "session " + open.name() + " was still open when the next one began at "
                                + start.at().stamp() + ": it ends there"));
        if (idle && begun.session().isOpen()) {
            refuseToCountBack(start);
        }
        return begun.session();
    }

    private void refuseToCountBack(SessionStart start) {
        store.lastStop(start.plug())
                .filter(stop ->
                        start.register().isPresent() && start.register().get().compareTo(stop) < 0)
                .ifPresent(stop -> letters.write(
                        start.plug(),
                        "register",
                        start.key(),
                        "suspect: the register begins at "
                                + start.register().get().toKilowattHours() + " kWh, below the "
                                + stop.toKilowattHours() + " kWh that the last session ended with: it has begun anew"));
    }

    void end(ChargingSession session, StationStamp at, Optional<Energy> register) {
        store.end(session, at.at(), register);
    }

    boolean knows(Plug plug) {
        return chargers.at(plug).isPresent();
    }

    /** The only plug of a station, for messages that leave it out. */
    Optional<Plug> onlyPlug(String station) {
        var all = chargers.all().stream()
                .map(Charger::plug)
                .filter(plug -> plug.station().equals(station))
                .toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    void denied(String station, String why) {
        letters.refuse(station, why);
    }

    void letter(Plug plug, String kind, JsonNode text, String reason) {
        letters.write(plug, kind, FrameText.text(text), reason);
    }

    /** Kept as the last word of its kind. */
    void note(Plug plug, String kind, CallPayload call) {
        store.note(plug, kind, times.now(), FrameText.text(call.fields()));
    }

    private void known(Plug plug, Consumer<Charger> action) {
        chargers.at(plug).ifPresentOrElse(action, () -> stranger(plug));
    }

    private CompletionStage<Void> stranger(Plug plug) {
        if (plug.number() > 0) {
            letters.write(
                    plug, "unknown", "", "stands in no row of the table of chargers: no car is known to be there");
        }
        return CompletableFuture.completedFuture(null);
    }
}
