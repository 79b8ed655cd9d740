package ems.routes.ocpp.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.routes.ocpp.frame.CallRefused;
import ems.routes.ocpp.frame.FaultCode;
import ems.routes.ocpp.frame.Frame.Call;
import ems.routes.ocpp.session.Answers.Action;
import ems.routes.ocpp.station.CallHandler;
import ems.routes.ocpp.station.StationLink;
import ems.routes.ocpp.table.Chargers;
import ems.routes.ocpp.table.Plug;
import ems.routes.ocpp.value.CallPayload;

/** Answers the calls of stations, each in the words of its version. */
public final class StationCalls implements CallHandler {

    private static final String CURRENT_TIME = "currentTime";
    private static final int HEARTBEAT_SECONDS = 60;

    private final Charging charging;
    private final Supplier<Optional<String>> closed;
    private final StationClocks clocks;
    private final Map<String, Action> first = new HashMap<>();
    private final Map<String, Action> second = new HashMap<>();

    /** @param closed why nothing can be kept at the moment: stations keep what they have to tell, and say it again */
    public StationCalls(
            Chargers chargers,
            ChargingStore store,
            SendStatus market,
            FindCapacity capacities,
            Letters letters,
            StationTimes times,
            StationClocks clocks,
            KeepSignedRecord signed,
            Supplier<Optional<String>> closed) {
        var plugs = new PlugReports(store, market, capacities, times.clock());
        this.charging = new Charging(
                chargers,
                store,
                plugs,
                new RegisterReports(store, plugs, letters, times, signed),
                letters,
                times,
                clocks);
        this.closed = closed;
        this.clocks = clocks;
        for (Map<String, Action> actions : List.of(first, second)) {
            actions.put("BootNotification", this::boot);
            actions.put("Heartbeat", (station, call) -> Answers.at(withTime(Answers.nothing())));
            actions.put("DataTransfer", Answers.always("UnknownVendorId"));
            actions.put("SecurityEventNotification", noted("SecurityEventNotification"));
            actions.put("FirmwareStatusNotification", noted("FirmwareStatusNotification"));
            actions.put("LogStatusNotification", Answers.heard());
        }
        first.putAll(new FirstGeneration(charging).actions());
        second.putAll(new SecondGeneration(charging).actions());
    }

    @Override
    public CompletionStage<ObjectNode> answer(StationLink station, Call call) {
        var action = (station.version().isSecondGeneration() ? second : first).get(call.action());
        if (action == null) {
            throw new CallRefused(
                    FaultCode.NOT_IMPLEMENTED,
                    "this central system knows no such action of "
                            + station.version().subprotocol());
        }
        closed.get().ifPresent(reason -> {
            throw new CallRefused(FaultCode.INTERNAL, reason + ": send it again later");
        });
        return action.of(station, CallPayload.of(call.payload()));
    }

    @Override
    public void denied(String station, String why) {
        charging.denied(station, why);
    }

    @Override
    public void connected(StationLink station) {
        clocks.forget(station.station());
    }

    private CompletionStage<ObjectNode> boot(StationLink station, CallPayload call) {
        clocks.forget(station.station());
        charging.note(new Plug(station.station(), 0), "BootNotification", call);
        return Answers.at(withTime(Answers.status("Accepted")).put("interval", HEARTBEAT_SECONDS));
    }

    private ObjectNode withTime(ObjectNode answer) {
        return answer.put(CURRENT_TIME, charging.now().toString());
    }

    private Action noted(String kind) {
        return (station, call) -> {
            charging.note(new Plug(station.station(), 0), kind, call);
            return Answers.at(Answers.nothing());
        };
    }
}
