package ems.routes.ocpp.control;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.market.quantity.Power;
import ems.routes.ocpp.frame.Frame.Call;
import ems.routes.ocpp.frame.FrameText;
import ems.routes.ocpp.session.Letters;
import ems.routes.ocpp.station.CallHandler;
import ems.routes.ocpp.station.StationLink;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.Chargers;

/**
 * Sets a station up once it has been answered for the first time on a connection, before anything else is asked of it: it measures on
 * whole 10 s what it can, and charges as its owner wishes while no order holds. What it refuses is left as it is; an owner's wish that it
 * refuses is a letter. An order of a connection before, which may not end by itself, is taken back.
 */
public final class StationSetup implements CallHandler {

    private static final String IMPORT = "Energy.Active.Import.Register";
    private static final String EXPORT = "Energy.Active.Export.Register";
    /** What to measure; where it is refused, the next. */
    private static final List<String> MEASURANDS =
            List.of(IMPORT + "," + EXPORT + ",SoC", IMPORT + ",SoC", IMPORT + "," + EXPORT, IMPORT);

    /** What is applied, now or later. */
    private static final Set<String> APPLIED = Set.of("Accepted", "RebootRequired");

    private static final List<Measuring> MEASURING = List.of(
            new Measuring("AlignedDataCtrlr", "Measurands"), new Measuring("SampledDataCtrlr", "TxUpdatedMeasurands"));

    private static final String INTERVAL = "10";
    private static final String VALUE = "attributeValue";
    private static final int NO_LEVEL = -1;

    private final CallHandler calls;
    private final Chargers chargers;
    private final Letters letters;
    private final Map<StationLink, Progress> stations = new ConcurrentHashMap<>();

    private static final class Progress {
        private volatile int answered;
        private volatile int stackLevel = 1;
        private volatile boolean ordered;
    }

    /** A variable of 2.x that says what is measured. */
    private record Measuring(String component, String variable) {}

    /** @param calls answers what stations call for */
    public StationSetup(CallHandler calls, Chargers chargers, Letters letters) {
        this.calls = calls;
        this.chargers = chargers;
        this.letters = letters;
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
    public void denied(String station, String why) {
        calls.denied(station, why);
    }

    @Override
    public void gone(StationLink station) {
        stations.remove(station);
        calls.gone(station);
    }

    /**
     * The highest level of profiles that the station has, as far as it has said.
     *
     * <p>Who asks is about to give an order, which no clearing must come after.
     */
    int stackLevelForOrders(StationLink station) {
        var progress = stations.get(station);
        if (progress != null) {
            progress.ordered = true;
        }
        return progress == null ? 1 : progress.stackLevel;
    }

    private void setUp(StationLink station, Progress progress) {
        var measuring =
                station.version().isSecondGeneration() ? variables(station, MEASURING, 0) : configuration(station);
        measuring
                .thenCompose(done -> station.version().isSecondGeneration() ? askSecond(station) : askFirst(station))
                .thenAccept(level -> progress.stackLevel = level < 0 ? progress.stackLevel : level)
                .thenAccept(done -> {
                    for (Charger charger : chargers.all()) {
                        if (charger.plug().station().equals(station.station())) {
                            settle(station, charger, progress);
                        }
                    }
                });
    }

    private void settle(StationLink station, Charger charger, Progress progress) {
        var frames = new ProfileFrames(charger, station.version(), 0);
        if (!progress.ordered) {
            tried(station, "ClearChargingProfile", frames.clear());
        }
        charger.withoutMarket()
                .ifPresent(power -> wished(station, frames, power, "W")
                        .thenCompose(good ->
                                good ? CompletableFuture.completedFuture(true) : wished(station, frames, power, "A"))
                        .thenAccept(good -> {
                            if (!good && stations.containsKey(station)) {
                                letters.write(
                                        charger.plug(),
                                        "without market",
                                        power.toKilowatts() + " kW",
                                        "does not take how the car charges without the market, in watts or in amperes: it charges"
                                                + " as the station likes");
                            }
                        }));
    }

    private static CompletionStage<Boolean> wished(
            StationLink station, ProfileFrames frames, Power power, String unit) {
        return tried(station, "SetChargingProfile", frames.withoutMarket(power, unit))
                .thenApply(answer -> answer.path("status").asText().equals("Accepted"));
    }

    private static CompletionStage<Boolean> configuration(StationLink station) {
        return measurands(station, "MeterValuesSampledData", 0)
                .thenCompose(done -> measurands(station, "MeterValuesAlignedData", 0))
                .thenCompose(done -> configure(station, "ClockAlignedDataInterval", INTERVAL))
                .thenCompose(good -> good
                        ? CompletableFuture.completedFuture(true)
                        : configure(station, "MeterValueSampleInterval", INTERVAL));
    }

    private static CompletionStage<Boolean> measurands(StationLink station, String key, int choice) {
        return configure(station, key, MEASURANDS.get(choice))
                .thenCompose(good -> good || choice == MEASURANDS.size() - 1
                        ? CompletableFuture.completedFuture(good)
                        : measurands(station, key, choice + 1));
    }

    private static CompletionStage<Boolean> configure(StationLink station, String key, String value) {
        return tried(
                        station,
                        "ChangeConfiguration",
                        FrameText.object().put("key", key).put("value", value))
                .thenApply(answer -> APPLIED.contains(answer.path("status").asText()));
    }

    private static CompletionStage<Integer> askFirst(StationLink station) {
        var asked = FrameText.object();
        asked.putArray("key").add("ChargeProfileMaxStackLevel");
        return tried(station, "GetConfiguration", asked)
                .thenApply(
                        answer -> level(answer.path("configurationKey").path(0).path("value")));
    }

    private static CompletionStage<Boolean> variables(StationLink station, List<Measuring> asked, int choice) {
        var set = FrameText.object();
        var list = set.putArray("setVariableData");
        for (Measuring each : asked) {
            list.add(variable(each.component(), each.variable()).put(VALUE, MEASURANDS.get(choice)));
        }
        if (choice == 0) {
            list.add(variable("AlignedDataCtrlr", "Interval").put(VALUE, INTERVAL));
            list.add(variable("SampledDataCtrlr", "TxUpdatedInterval").put(VALUE, INTERVAL));
        }
        return tried(station, "SetVariables", set).thenCompose(answer -> {
            var refused = asked.stream().filter(each -> refuses(answer, each)).toList();
            return refused.isEmpty() || choice == MEASURANDS.size() - 1
                    ? CompletableFuture.completedFuture(refused.isEmpty())
                    : variables(station, refused, choice + 1);
        });
    }

    private static boolean refuses(ObjectNode answer, Measuring asked) {
        for (JsonNode result : answer.path("setVariableResult")) {
            if (result.path("component").path("name").asText().equals(asked.component())
                    && result.path("variable").path("name").asText().equals(asked.variable())) {
                return !APPLIED.contains(result.path("attributeStatus").asText());
            }
        }
        return false;
    }

    private static CompletionStage<Integer> askSecond(StationLink station) {
        var asked = FrameText.object();
        asked.putArray("getVariableData").add(variable("SmartChargingCtrlr", "ProfileStackLevel"));
        return tried(station, "GetVariables", asked)
                .thenApply(
                        answer -> level(answer.path("getVariableResult").path(0).path(VALUE)));
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
