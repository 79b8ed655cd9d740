package ems.routes.ocpp.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.market.quantity.Energy;
import ems.routes.ocpp.session.Answers.Action;
import ems.routes.ocpp.station.StationLink;
import ems.routes.ocpp.table.Plug;
import ems.routes.ocpp.value.CallPayload;
import ems.routes.ocpp.value.MeterSample;
import ems.routes.ocpp.value.MeterValues;
import ems.routes.telemetry.QuotedText;

/** The actions of OCPP 1.6, whose sessions have numbers that we give. */
final class FirstGeneration {

    private static final String ACCEPTED = "Accepted";
    private static final String TOKEN_INFO = "idTagInfo";
    private static final String CONNECTOR = "connectorId";
    private static final String TIMESTAMP = "timestamp";
    private static final String TRANSACTION = "transactionId";
    private static final Set<String> PLUGGED_IN =
            Set.of("Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing");

    private final Charging charging;

    FirstGeneration(Charging charging) {
        this.charging = charging;
    }

    Map<String, Action> actions() {
        return Map.of(
                "Authorize", (station, call) -> Answers.at(Answers.status(TOKEN_INFO, ACCEPTED)),
                "StatusNotification", this::status,
                "StartTransaction", this::start,
                "MeterValues", this::values,
                "StopTransaction", this::stop,
                "DiagnosticsStatusNotification", Answers.heard(),
                "SignedFirmwareStatusNotification", Answers.heard());
    }

    private CompletionStage<ObjectNode> status(StationLink station, CallPayload call) {
        var plug = plug(station, call);
        var at = charging.stamp(station.station(), call.has(TIMESTAMP) ? call.instant(TIMESTAMP) : charging.now());
        var status = call.word("status");
        if (plug.number() > 0) {
            charging.pluggedIn(plug, PLUGGED_IN.contains(status), at);
        }
        return Answers.at(Answers.nothing());
    }

    private CompletionStage<ObjectNode> start(StationLink station, CallPayload call) {
        var plug = plug(station, call);
        var at = charging.stamp(station.station(), call.instant(TIMESTAMP));
        var register = MeterValues.wattHours(call.fields().path("meterStart"));
        var session = charging.begin(new SessionStart(plug, Optional.empty(), call.word("idTag"), at, register));
        charging.pluggedIn(plug, true, at);
        var answer = Answers.status(TOKEN_INFO, ACCEPTED).put(TRANSACTION, session.id());
        return Answers.after(charging.measured(plug, with(List.of(), at.stamp(), register)), answer);
    }

    private CompletionStage<ObjectNode> values(StationLink station, CallPayload call) {
        var plug = plug(station, call);
        return Answers.after(
                plug.number() == 0
                        ? CompletableFuture.completedFuture(null)
                        : charging.measured(plug, MeterValues.in(call.fields().path("meterValue"))),
                Answers.nothing());
    }

    /** If nobody began the session, only what it measured is kept: the station will not stop it twice. */
    private CompletionStage<ObjectNode> stop(StationLink station, CallPayload call) {
        var at = charging.stamp(station.station(), call.instant(TIMESTAMP));
        var register = MeterValues.wattHours(call.fields().path("meterStop"));
        var samples = MeterValues.in(call.fields().path("transactionData"));
        var answer = Answers.status(TOKEN_INFO, ACCEPTED);
        var session = session(station, call);
        var plug = session.map(ChargingSession::plug).or(() -> charging.onlyPlug(station.station()));
        if (session.isEmpty()) {
            charging.letter(
                    plug.orElse(new Plug(station.station(), 0)),
                    "unknown session "
                            + QuotedText.of(call.fields().path(TRANSACTION).asText()),
                    call.fields(),
                    "a session ends that is not known here: it began while the market could not be reached, or with another one");
        }
        session.ifPresent(known -> charging.end(known, at, register));
        return plug.map(where -> {
                    leave(where, call, at);
                    return Answers.after(charging.measured(where, with(samples, at.stamp(), register)), answer);
                })
                .orElseGet(() -> Answers.at(answer));
    }

    private static List<MeterSample> with(List<MeterSample> samples, Instant at, Optional<Energy> register) {
        List<MeterSample> all = new ArrayList<>(samples);
        all.add(new MeterSample(at, register, Optional.empty(), Optional.empty(), List.of(), List.of()));
        return all;
    }

    private void leave(Plug plug, CallPayload call, StationStamp at) {
        if (call.wordIfAny("reason").filter("EVDisconnected"::equals).isPresent()) {
            charging.pluggedIn(plug, false, at);
        }
    }

    private Optional<ChargingSession> session(StationLink station, CallPayload call) {
        var id = call.fields().path(TRANSACTION);
        return id.isIntegralNumber() && id.canConvertToInt()
                ? charging.store().session(station.station(), id.intValue())
                : Optional.empty();
    }

    private static Plug plug(StationLink station, CallPayload call) {
        return new Plug(station.station(), call.number(CONNECTOR));
    }
}
