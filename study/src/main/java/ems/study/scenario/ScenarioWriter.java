package ems.study.scenario;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import ems.market.party.ProsumerId;
import ems.market.quantity.HorizonPricing;
import ems.market.quantity.Power;
import ems.market.record.DirectTrade;
import ems.market.telemetry.ColumnMapping;
import ems.market.telemetry.ColumnMapping.ChargeUnit;
import ems.market.telemetry.ColumnMapping.DecimalMark;
import ems.market.telemetry.ColumnMapping.DrivenEnergy;
import ems.market.telemetry.ColumnMapping.EnergyUnit;
import ems.market.telemetry.ColumnMapping.MeterUnit;
import ems.market.telemetry.ColumnMapping.NetSign;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.ColumnMapping.StateOfCharge;
import ems.market.telemetry.ColumnMapping.TripColumns;
import ems.market.telemetry.ColumnMapping.TripUnit;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.market.telemetry.TimeColumn;
import ems.study.scenario.StudyData.Generated;
import ems.study.scenario.StudyData.Part;
import ems.study.scenario.StudyData.ProsumerFile;
import ems.study.scenario.StudyData.Recorded;
import ems.study.scenario.StudyData.VehicleFile;

/** Writes the text of a scenario file as a study used it; {@link ScenarioReader} reads the same scenario from it. */
public final class ScenarioWriter {

    /** Every text is quoted, so that none is taken for a number or a truth value. */
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private static final String NONE = "none";

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
        oneOrList(
                root,
                ScenarioReader.HORIZON_PRICE,
                scenario.horizons().stream().map(HorizonPricing::setting).toList());
        runs(root.putObject("runs"), scenario);
        oneOrList(
                root,
                ScenarioReader.DIRECT_TRADE,
                scenario.directTrades().stream().map(DirectTrade::word).toList());
        try {
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values always has a text", e);
        }
    }

    /** Leaves the key out if none is the only word. */
    private static void oneOrList(ObjectNode node, String key, List<String> words) {
        if (!words.equals(List.of(NONE))) {
            names(node, key, words);
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
                .allMatch(file -> file.part() == Part.WHOLE
                        && file.columns().unit() == first.unit()
                        && file.columns()
                                .prosumers()
                                .keySet()
                                .equals(first.prosumers().keySet()));
        ObjectNode homes = node.putObject("prosumers");
        if (sameEverywhere) {
            names(homes, "file", files.stream().map(ProsumerFile::name).toList());
        }
        file(homes, first).put("unit", first.unit().word());
        if (!first.most().equals(ProsumerColumns.MOST)) {
            homes.put("largest-power", plain(first.most().toKilowatts()) + " kW");
        }
        first.party().ifPresent(party -> homes.put("party-column", party.column()));
        kinds(homes, files);
        ObjectNode columns = homes.putObject("columns");
        for (ProsumerId prosumer : recorded.prosumers()) {
            var its = files.stream()
                    .filter(file -> file.columns().prosumers().containsKey(prosumer))
                    .toList();
            ObjectNode meter = columns.putObject(prosumer.text());
            boolean halved = recorded.halved().contains(prosumer);
            for (Part part : Part.values()) {
                part(
                        meter,
                        prosumer,
                        its.stream().filter(file -> file.part() == part).toList(),
                        halved ? part.name().toLowerCase(Locale.ROOT) + "-" : "",
                        sameEverywhere ? Optional.empty() : Optional.of(first.unit()));
            }
        }
        vehicles(node.putObject("vehicles"), recorded);
    }

    private static void vehicles(ObjectNode cars, Recorded recorded) {
        var files = recorded.vehicleFiles();
        var columns = files.get(0).columns();
        var named = columns.vehicle();
        if (named.isPresent()) {
            names(cars, "file", files.stream().map(VehicleFile::name).toList());
        }
        file(cars, columns);
        named.ifPresent(column -> cars.put("vehicle-column", column));
        if (named.isPresent()) {
            list(cars.putArray("vehicles"), recorded.vehicles().stream().map(Object::toString));
        } else {
            var each = cars.putObject("vehicles");
            recorded.vehicles()
                    .forEach(car -> names(
                            each.putObject(car.text()),
                            "file",
                            files.stream()
                                    .filter(file -> file.columns().vehicles().contains(car))
                                    .map(VehicleFile::name)
                                    .toList()));
        }
        if (columns instanceof VehicleColumns rows) {
            driving(cars, rows);
        } else if (columns instanceof TripColumns trips) {
            trips(cars, trips);
        }
    }

    private static void trips(ObjectNode cars, TripColumns columns) {
        cars.put("arrival-column", columns.arrival());
        columns.place().ifPresent(place -> {
            cars.put("charging-point-column", place.column());
            list(cars.putArray("away"), place.away().stream().sorted());
        });
        var energy = columns.energy();
        cars.put("trip-column", energy.column()).put("trip-unit", energy.unit().word());
        if (energy.unit() == TripUnit.KILOMETRE) {
            cars.put("per-100-km", plain(energy.whole().toKilowattHours()) + " kWh");
        }
    }

    private static void driving(ObjectNode cars, VehicleColumns columns) {
        cars.put("charging-point-column", columns.chargingPoint());
        list(cars.putArray("away"), columns.away().stream().sorted());
        if (columns.driving() instanceof StateOfCharge charge) {
            cars.put("soc-column", charge.column())
                    .put("soc-unit", charge.unit() == ChargeUnit.PERCENT ? "%" : "share");
        } else if (columns.driving() instanceof DrivenEnergy driven) {
            cars.put("driven-column", driven.column())
                    .put("unit", driven.unit() == EnergyUnit.WATT_HOUR ? "Wh" : "kWh");
        }
    }

    /** Which rows are production and which consumption, if they say so themselves. */
    private static void kinds(ObjectNode homes, List<ProsumerFile> files) {
        for (ProsumerFile file : files) {
            file.columns().rows().ifPresent(rows -> {
                homes.put("kind-column", rows.column());
                list(
                        homes.putArray(file.part() == Part.PRODUCTION ? "production-kinds" : "consumption-kinds"),
                        rows.words().stream());
            });
        }
    }

    /**
     * What some of a home's files say of it: nothing if there are none of this part.
     *
     * @param prefix of the keys that hold for this part only
     * @param usualUnit that of most files; empty if all homes are in the same files
     */
    private static void part(
            ObjectNode meter,
            ProsumerId prosumer,
            List<ProsumerFile> its,
            String prefix,
            Optional<MeterUnit> usualUnit) {
        if (its.isEmpty()) {
            return;
        }
        var columns = its.get(0).columns();
        usualUnit.ifPresent(usual -> {
            names(meter, prefix + "file", its.stream().map(ProsumerFile::name).toList());
            if (columns.unit() != usual) {
                meter.put(prefix + "unit", columns.unit().word());
            }
        });
        meter(meter, prosumer, columns);
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

    private static void names(ObjectNode node, String key, List<String> names) {
        if (names.size() == 1) {
            node.put(key, names.get(0));
        } else {
            list(node.putArray(key), names.stream());
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
        if (!(mapping instanceof TripColumns)) {
            node.put("interval", mapping.interval().getSeconds() + " s");
        }
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
                                .orElse(NONE));
        least(node, ScenarioReader.LEAST_CHARGING, vehicle.leastPower().charging());
        least(node, ScenarioReader.LEAST_DISCHARGING, vehicle.leastPower().discharging());
        node.put(
                        "window",
                        vehicle.window()
                                .map(window -> plain(window.toKilowattHours()) + " kWh")
                                .orElse(NONE))
                .put("initial-cost", vehicle.initialCost().toString())
                .put("always-plugged", vehicle.alwaysPlugged());
    }

    private static void least(ObjectNode node, String key, Power least) {
        if (!least.equals(Power.ZERO)) {
            node.put(key, plain(least.toKilowatts()) + " kW");
        }
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
