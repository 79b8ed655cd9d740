package ems.study.scenario;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import ems.market.party.ProsumerId;
import ems.market.telemetry.ColumnMapping;
import ems.market.telemetry.ColumnMapping.DecimalMark;
import ems.market.telemetry.ColumnMapping.EnergyUnit;
import ems.market.telemetry.ColumnMapping.NetSign;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.TimeColumn;
import ems.study.scenario.StudyData.Generated;
import ems.study.scenario.StudyData.ProsumerFile;
import ems.study.scenario.StudyData.Recorded;

/** Writes the text of a scenario file as a study used it; {@link ScenarioReader} reads the same scenario from it. */
public final class ScenarioWriter {

    /** Every text is quoted, so that none is taken for a number or a truth value. */
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private ScenarioWriter() {}

    public static String text(Scenario scenario) {
        ObjectNode root = YAML.createObjectNode()
                .put("format", ScenarioReader.FORMAT)
                .put("name", scenario.name())
                .put("title", scenario.title())
                .put("description", scenario.description())
                .put("seed", scenario.seed())
                .put("start", scenario.start().toString())
                .put("days", scenario.days())
                .put("energy-scale", scenario.scale().word());
        root.putObject("prices")
                .put("grid-buy", scenario.prices().buy().toString())
                .put("grid-sell", scenario.prices().sell().toString());
        data(root.putObject("data"), scenario.data());
        vehicle(root.putObject("vehicle"), scenario.vehicle());
        runs(root.putObject("runs"), scenario);
        try {
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values always has a text", e);
        }
    }

    private static void data(ObjectNode node, StudyData data) {
        if (data instanceof Recorded recorded) {
            files(node, recorded);
        } else if (data instanceof Generated generated) {
            node.putObject("generated")
                    .put("prosumers", generated.prosumers().size())
                    .put("vehicles", generated.vehicles().size());
        }
    }

    private static void files(ObjectNode node, Recorded recorded) {
        if (!recorded.missingAtMost().equals(Recorded.MISSING_AT_MOST)) {
            node.put(
                    "missing-at-most",
                    plain(BigDecimal.valueOf(recorded.missingAtMost().hundredths(), 2)) + " %");
        }
        var files = recorded.prosumerFiles();
        var first = files.get(0).columns();
        boolean sameEverywhere = files.stream()
                .allMatch(file -> file.columns()
                        .prosumers()
                        .keySet()
                        .equals(first.prosumers().keySet()));
        ObjectNode homes = node.putObject("prosumers");
        if (sameEverywhere) {
            names(homes, files.stream().map(ProsumerFile::name).toList());
        }
        file(homes, first).put("unit", first.unit().word());
        if (!first.most().equals(ProsumerColumns.MOST)) {
            homes.put("largest-power", plain(first.most().toKilowatts()) + " kW");
        }
        first.party().ifPresent(party -> homes.put("party-column", party.column()));
        ObjectNode columns = homes.putObject("columns");
        for (ProsumerId prosumer : recorded.prosumers()) {
            var its = files.stream()
                    .filter(file -> file.columns().prosumers().containsKey(prosumer))
                    .toList();
            ObjectNode meter = columns.putObject(prosumer.text());
            if (!sameEverywhere) {
                names(meter, its.stream().map(ProsumerFile::name).toList());
            }
            meter(meter, prosumer, its.get(0).columns());
        }
        var vehicles = recorded.vehicleFile().columns();
        ObjectNode cars = node.putObject("vehicles");
        cars.put("file", recorded.vehicleFile().name());
        file(cars, vehicles).put("vehicle-column", vehicles.vehicle());
        list(cars.putArray("vehicles"), recorded.vehicles().stream().map(Object::toString));
        cars.put("charging-point-column", vehicles.chargingPoint());
        list(cars.putArray("away"), vehicles.away().stream().sorted());
        cars.put("driven-column", vehicles.driven())
                .put("unit", vehicles.unit() == EnergyUnit.WATT_HOUR ? "Wh" : "kWh");
    }

    private static void meter(ObjectNode node, ProsumerId prosumer, ProsumerColumns columns) {
        columns.party()
                .ifPresent(party -> party.named().forEach((name, its) -> {
                    if (its.equals(prosumer) && !name.equals(prosumer.text())) {
                        node.put("party", name);
                    }
                }));
        var meter = columns.prosumers().get(prosumer);
        if (meter != null) {
            meter.production().ifPresent(name -> node.put("production", name));
            meter.consumption().ifPresent(name -> node.put("consumption", name));
            meter.net()
                    .ifPresent(net -> node.put("net", net.column())
                            .put("positive", net.positive() == NetSign.IMPORT ? "import" : "export"));
        }
    }

    private static void names(ObjectNode node, List<String> names) {
        if (names.size() == 1) {
            node.put("file", names.get(0));
        } else {
            list(node.putArray("file"), names.stream());
        }
    }

    /** A stamp at the end of its interval is written as the shift that it is. */
    private static ObjectNode file(ObjectNode node, ColumnMapping mapping) {
        ObjectNode time = node.putObject("time").put("column", mapping.time().name());
        if (mapping.time() instanceof TimeColumn.SecondsAfter after) {
            time.put("seconds-after", after.zero().toString());
        } else if (mapping.time() instanceof TimeColumn.MillisecondsAfter after) {
            time.put("milliseconds-after", after.zero().toString());
        } else if (mapping.time() instanceof TimeColumn.DateTime dateTime) {
            dateTime.clock().ifPresent(column -> time.put("clock-column", column));
            dateTime.pattern().ifPresent(pattern -> time.put("pattern", pattern));
            if (!dateTime.zone().equals(ZoneOffset.UTC)) {
                time.put("zone", dateTime.zone().getId());
            }
            time.put("shift", dateTime.shift().getSeconds() + " s");
        }
        node.put("interval", mapping.interval().getSeconds() + " s");
        if (mapping.decimal() == DecimalMark.COMMA) {
            node.put("decimal", "comma");
        }
        return node;
    }

    private static void vehicle(ObjectNode node, VehicleModel vehicle) {
        node.put("model", vehicle.name())
                .put("capacity", plain(vehicle.capacity().toKilowattHours()) + " kWh")
                .put(
                        "charger-limit",
                        vehicle.chargerLimit()
                                .map(limit -> plain(limit.toKilowatts()) + " kW")
                                .orElse("none"))
                .put(
                        "window",
                        vehicle.window()
                                .map(window -> plain(window.toKilowattHours()) + " kWh")
                                .orElse("none"))
                .put("initial-cost", vehicle.initialCost().toString())
                .put("always-plugged", vehicle.alwaysPlugged());
    }

    private static void runs(ObjectNode node, Scenario scenario) {
        node.put("isolated", scenario.trading().contains(new TradingScenario.Isolated()));
        var shared = scenario.trading().stream()
                .filter(TradingScenario.Shared.class::isInstance)
                .map(each -> ((TradingScenario.Shared) each).count())
                .toList();
        if (!shared.isEmpty()) {
            shared.forEach(node.putArray("shared-vehicles")::add);
        }
        list(node.putArray("algorithms"), scenario.algorithms().stream().map(Algorithm::word));
        list(node.putArray("forecasts"), scenario.forecasts().stream());
    }

    private static void list(ArrayNode node, Stream<String> texts) {
        texts.forEach(node::add);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
