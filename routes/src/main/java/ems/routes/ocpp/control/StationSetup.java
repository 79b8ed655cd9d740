package ems.routes.ocpp.control;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.routes.ocpp.frame.Frame.Call;
import ems.routes.ocpp.frame.FrameText;
import ems.routes.ocpp.station.CallHandler;
import ems.routes.ocpp.station.StationLink;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.Chargers;

/**
 * Sets a station up once it has been answered for the first time on a connection, before anything else is asked of it: it measures on
 * whole 10 s what it can, and charges as its owner wishes while no order holds. What it refuses is left as it is.
 */
public final class StationSetup implements CallHandler {

    private static final String ALL = "Energy.Active.Import.Register,Energy.Active.Export.Register,SoC";
    private static final String LEAST = "Energy.Active.Import.Register";
    private static final String INTERVAL = "10";
    private static final int NO_LEVEL = -1;

    private final CallHandler calls;
    private final Chargers chargers;
    private final Map<StationLink, Progress> stations = new ConcurrentHashMap<>();

    private static final class Progress {
        private volatile int answered;
        private volatile int stackLevel = 1;
    }

    /** @param calls answers what stations call for */
    public StationSetup(CallHandler calls, Chargers chargers) {
        this.calls = calls;
        this.chargers = chargers;
    }

    @Override
    public CompletionStage<ObjectNode> answer(StationLink station, Call call) {
        // the second call of a station comes after the answer to its first one has gone out
        var progress = stations.get(station);
        if (progress != null && ++progress.answered == 2) {
            setUp(station, progress);
        }
        return calls.answer(station, call);
    }

    @Override
    public void connected(StationLink station) {
        stations.put(station, new Progress());
        calls.connected(station);
    }

    @Override
    public void gone(StationLink station) {
        stations.remove(station);
        calls.gone(station);
    }

    /** The highest level of profiles that the station has, as far as it has said. */
    int stackLevel(StationLink station) {
        var progress = stations.get(station);
        return progress == null ? 1 : progress.stackLevel;
    }

    private void setUp(StationLink station, Progress progress) {
        var measuring = station.version().isSecondGeneration() ? variables(station) : configuration(station);
        measuring
                .thenCompose(done -> station.version().isSecondGeneration() ? askSecond(station) : askFirst(station))
                .thenAccept(level -> progress.stackLevel = level < 0 ? progress.stackLevel : level)
                .thenAccept(done -> layOwnersWish(station));
    }

    private void layOwnersWish(StationLink station) {
        for (Charger charger : chargers.all()) {
            if (charger.plug().station().equals(station.station())) {
                charger.withoutMarket()
                        .ifPresent(power -> tried(
                                station,
                                "SetChargingProfile",
                                new ProfileFrames(charger, station.version(), 0).withoutMarket(power)));
            }
        }
    }

    private static CompletionStage<Boolean> configuration(StationLink station) {
        return either(station, "MeterValuesSampledData", ALL, "MeterValuesSampledData", LEAST)
                .thenCompose(done -> either(station, "MeterValuesAlignedData", ALL, "MeterValuesAlignedData", LEAST))
                .thenCompose(done ->
                        either(station, "ClockAlignedDataInterval", INTERVAL, "MeterValueSampleInterval", INTERVAL));
    }

    private static CompletionStage<Boolean> either(
            StationLink station, String key, String value, String otherKey, String otherValue) {
        return configure(station, key, value)
                .thenCompose(good ->
                        good ? CompletableFuture.completedFuture(true) : configure(station, otherKey, otherValue));
    }

    private static CompletionStage<Boolean> configure(StationLink station, String key, String value) {
        return tried(
                        station,
                        "ChangeConfiguration",
                        FrameText.object().put("key", key).put("value", value))
                .thenApply(answer -> answer.path("status").asText().equals("Accepted"));
    }

    private static CompletionStage<Integer> askFirst(StationLink station) {
        var asked = FrameText.object();
        asked.putArray("key").add("ChargeProfileMaxStackLevel");
        return tried(station, "GetConfiguration", asked)
                .thenApply(
                        answer -> level(answer.path("configurationKey").path(0).path("value")));
    }

    private static CompletionStage<Boolean> variables(StationLink station) {
        var set = FrameText.object();
        var list = set.putArray("setVariableData");
        list.add(variable("AlignedDataCtrlr", "Interval").put("attributeValue", INTERVAL));
        list.add(variable("AlignedDataCtrlr", "Measurands").put("attributeValue", ALL));
        list.add(variable("SampledDataCtrlr", "TxUpdatedInterval").put("attributeValue", INTERVAL));
        list.add(variable("SampledDataCtrlr", "TxUpdatedMeasurands").put("attributeValue", ALL));
        return tried(station, "SetVariables", set).thenApply(answer -> true);
    }

    private static CompletionStage<Integer> askSecond(StationLink station) {
        var asked = FrameText.object();
        asked.putArray("getVariableData").add(variable("SmartChargingCtrlr", "ProfileStackLevel"));
        return tried(station, "GetVariables", asked)
                .thenApply(
                        answer -> level(answer.path("getVariableResult").path(0).path("attributeValue")));
    }

    private static ObjectNode variable(String component, String name) {
        var variable = FrameText.object();
        variable.putObject("component").put("name", component);
        variable.putObject("variable").put("name", name);
        return variable;
    }

    private static int level(JsonNode text) {
        return text.asText().matches("\\d{1,4}") ? Integer.parseInt(text.asText()) : NO_LEVEL;
    }

    /** An empty answer where the station refuses. */
    private static CompletionStage<ObjectNode> tried(StationLink station, String action, ObjectNode payload) {
        return station.call(action, payload).exceptionally(refused -> FrameText.object());
    }
}
