package ems.study.scenario;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.ColumnMapping.DecimalMark;
import ems.study.demo.DemoFleet;
import ems.study.scenario.StudyData.Generated;
import ems.study.scenario.StudyData.Recorded;

/** The {@code data} block of a scenario file: generated, or which columns of which files mean what. */
final class DataSection {

    private static final Set<String> DATA = Set.of("generated", "prosumers", "vehicles", "missing-at-most");
    private static final Set<String> GENERATED = Set.of("prosumers", "vehicles");
    private static final Map<String, DecimalMark> MARKS =
            Map.of("point", DecimalMark.POINT, "comma", DecimalMark.COMMA);

    private DataSection() {}

    /** @param capacity of the scenario's cars, asked for if a file says how full they are */
    static StudyData read(Section root, EnergyScale scale, Supplier<Energy> capacity) {
        var data = root.section("data", DATA);
        if (data.has("generated")) {
            if (data.has("prosumers") || data.has("vehicles")) {
                throw data.broken("generated", "stands beside files: choose one");
            }
            var generated = data.section("generated", GENERATED);
            return new Generated(
                    DemoFleet.prosumerIds((int) generated.whole("prosumers", 1, 10_000)),
                    DemoFleet.vehicleIds((int) generated.whole("vehicles", 1, 10_000)));
        }
        var prosumers = MeterSection.read(data.section("prosumers", MeterSection.PROSUMERS), scale);
        var vehicles = CarSection.read(data.section("vehicles", CarSection.VEHICLES), capacity);
        Set<ProsumerId> members = new LinkedHashSet<>();
        prosumers.forEach(file -> members.addAll(file.columns().prosumers().keySet()));
        Set<VehicleId> cars = new LinkedHashSet<>();
        vehicles.forEach(file -> cars.addAll(file.columns().vehicles()));
        return new Recorded(
                List.copyOf(members),
                List.copyOf(cars),
                prosumers,
                vehicles,
                data.optionalValue("missing-at-most", QuantityText::percent).orElse(Recorded.MISSING_AT_MOST));
    }

    static DecimalMark decimal(Section section) {
        return section.has("decimal") ? section.word("decimal", MARKS) : DecimalMark.POINT;
    }

    static Duration interval(Section section) {
        return section.value("interval", text -> {
            var interval = QuantityText.time(text);
            long seconds = interval.getSeconds();
            if (seconds <= 0 || seconds > 86_400 || seconds % MatchingPeriod.SAMPLE.getSeconds() != 0) {
                throw new IllegalArgumentException("'" + text + "' is not a multiple of 10 s in [10 s, 1 day]");
            }
            return interval;
        });
    }
}
