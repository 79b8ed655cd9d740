package ems.routes.ocpp.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.market.quantity.Energy;
import ems.routes.ocpp.session.Answers.Action;
import ems.routes.ocpp.station.StationLink;
import ems.routes.ocpp.table.Plug;
import ems.routes.ocpp.value.CallPayload;
import ems.routes.ocpp.value.MeterSample;
import ems.routes.ocpp.value.MeterValues;

/** The actions of OCPP 2.0.1 and 2.1, whose sessions have names that stations give. */
final class SecondGeneration {

    private static final String ACCEPTED = "Accepted";
    private static final String REJECTED = "Rejected";
    private static final String TOKEN = "idToken";
    private static final String TOKEN_INFO = "idTokenInfo";
    private static final String TIMESTAMP = "timestamp";
    private static final String CONNECTOR = "connectorId";
    private static final String OCCUPIED = "Occupied";
    private static final int MOST_EVENTS = 1_000;

    private static final List<String> HEARD = List.of(
            "NotifyChargingLimit",
            "ClearedChargingLimit",
            "ReportChargingProfiles",
            "NotifyMonitoringReport",
            "NotifyCustomerInformation",
            "NotifyDisplayMessages",
            "PublishFirmwareStatusNotification",
            "ReservationStatusUpdate",
            "NotifyDERAlarm",
            "NotifyDERStartStop",
            "ReportDERControl",
            "NotifySettlement",
            "NotifyPriorityCharging");

    private final Charging charging;
    private final Connectors connectors;

    SecondGeneration(Charging charging) {
        this.charging = charging;
        this.connectors = new Connectors(charging.store(), charging.times());
    }

    Map<String, Action> actions() {
        Map<String, Action> actions = new HashMap<>();
        actions.put("Authorize", (station, call) -> Answers.at(Answers.status(TOKEN_INFO, ACCEPTED)));
        actions.put("StatusNotification", this::status);
        actions.put("NotifyEvent", this::events);
        actions.put("TransactionEvent", this::transaction);
        actions.put("MeterValues", this::values);
        actions.put("NotifyEVChargingNeeds", this::needs);
        actions.put("NotifyReport", this::report);
        actions.put("NotifyEVChargingSchedule", Answers.always(ACCEPTED));
        actions.put("PullDynamicScheduleUpdate", Answers.always(REJECTED));
        actions.put("SignCertificate", Answers.always(REJECTED));
        HEARD.forEach(action -> actions.put(action, Answers.heard()));
        return actions;
    }

    private CompletionStage<ObjectNode> status(StationLink station, CallPayload call) {
        var plug = new Plug(station.station(), call.number("evseId"));
        boolean occupied = call.word("connectorStatus").equals(OCCUPIED);
        pluggedIn(plug, call.numberIfAny(CONNECTOR), occupied, stamp(station, call));
        return Answers.at(Answers.nothing());
    }

    private StationStamp stamp(StationLink station, CallPayload told) {
        return charging.stamp(station.station(), told.instant(TIMESTAMP));
    }

    private void pluggedIn(Plug plug, Optional<Integer> connector, boolean occupied, StationStamp at) {
        if (plug.number() > 0) {
            boolean any = charging.knows(plug) ? connectors.isOccupied(plug, connector, occupied, at) : occupied;
            charging.pluggedIn(plug, any, at);
        }
    }

    /** Some stations say in this way alone whether a connector is occupied. */
    private CompletionStage<ObjectNode> events(StationLink station, CallPayload call) {
        int read = 0;
        for (JsonNode each : call.fields().path("eventData")) {
            var event = new CallPayload(each);
            boolean availability = event.in("variable")
                    .wordIfAny("name")
                    .filter("AvailabilityState"::equals)
                    .isPresent();
            var evse = event.in("component").in("evse");
            var id = evse.numberIfAny("id");
            if (availability && id.isPresent() && ++read <= MOST_EVENTS) {
                pluggedIn(
                        new Plug(station.station(), id.get()),
                        evse.numberIfAny(CONNECTOR),
                        event.word("actualValue").equals(OCCUPIED),
                        stamp(station, event));
            }
        }
        return Answers.at(Answers.nothing());
    }

    private CompletionStage<ObjectNode> values(StationLink station, CallPayload call) {
        var plug = new Plug(station.station(), call.number("evseId"));
        return Answers.after(
                plug.number() == 0
                        ? CompletableFuture.completedFuture(null)
                        : charging.measured(plug, MeterValues.in(call.fields().path("meterValue"))),
                Answers.nothing());
    }

    /**
     * Events may come twice, late, and in any order: what they say of a car counts by its time, and a session that has ended stays so.
     * A station may leave out the plug where the session says it.
     */
    private CompletionStage<ObjectNode> transaction(StationLink station, CallPayload call) {
        var at = stamp(station, call);
        var info = call.in("transactionInfo");
        var name = info.word("transactionId");
        var samples = MeterValues.in(call.fields().path("meterValue"));
        var answer = call.has(TOKEN) ? Answers.status(TOKEN_INFO, ACCEPTED) : Answers.nothing();
        var plug = call.in("evse")
                .numberIfAny("id")
                .map(id -> new Plug(station.station(), id))
                .or(() -> charging.store().session(station.station(), name).map(ChargingSession::plug))
                .or(() -> charging.onlyPlug(station.station()));
        if (plug.isEmpty()) {
            charging.letter(
                    new Plug(station.station(), 0),
                    "unknown plug",
                    call.fields(),
                    "an event of a session names no EVSE");
            return Answers.at(answer);
        }
        var token = call.in(TOKEN).wordIfAny(TOKEN).orElse("");
        var register = samples.stream().map(MeterSample::stored).flatMap(Optional::stream);
        switch (call.word("eventType")) {
            case "Ended" -> {
                var session = session(station, name)
                        .orElseGet(() -> charging.begin(start(plug.get(), name, token, at, Optional.empty())));
                charging.end(session, at, register.reduce((first, last) -> last));
            }
            case "Started" -> charging.begin(start(plug.get(), name, token, at, register.findFirst()));
            default -> {
                if (session(station, name).isEmpty()) {
                    charging.begin(start(plug.get(), name, token, at, Optional.empty()));
                }
            }
        }
        var connector = call.in("evse").numberIfAny(CONNECTOR);
        pluggedIn(call, info).ifPresent(in -> pluggedIn(plug.get(), connector, in, at));
        return Answers.after(charging.measured(plug.get(), samples), answer);
    }

    private Optional<ChargingSession> session(StationLink station, String name) {
        return charging.store().session(station.station(), name);
    }

    private static SessionStart start(
            Plug plug, String name, String token, StationStamp at, Optional<Energy> register) {
        return new SessionStart(plug, Optional.of(name), token, at, register);
    }

    /** Empty if the event does not say. */
    private static Optional<Boolean> pluggedIn(CallPayload call, CallPayload info) {
        var trigger = call.wordIfAny("triggerReason").orElse("");
        boolean left = trigger.equals("EVDeparted")
                || info.wordIfAny("stoppedReason")
                        .filter("EVDisconnected"::equals)
                        .isPresent();
        if (left) {
            return Optional.of(false);
        }
        return info.wordIfAny("chargingState").map(state -> !state.equals("Idle"));
    }

    private CompletionStage<ObjectNode> needs(StationLink station, CallPayload call) {
        charging.note(new Plug(station.station(), call.number("evseId")), "NotifyEVChargingNeeds", call);
        return Answers.at(Answers.status(ACCEPTED));
    }

    private CompletionStage<ObjectNode> report(StationLink station, CallPayload call) {
        charging.note(new Plug(station.station(), 0), "NotifyReport", call);
        return Answers.at(Answers.nothing());
    }
}
