package ems.study.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.OperableWindow;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.rule.LimitQuestion;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;
import ems.market.rule.WindowLimits;
import ems.market.telemetry.Readings;
import ems.market.telemetry.ReplayFile;
import ems.study.demo.DemoFiles;
import ems.study.demo.DemoFleet;
import ems.study.host.StudyHost;
import ems.study.plan.Inputs.Sources;
import ems.study.scenario.Scenario;
import ems.study.scenario.StudyData.Generated;
import ems.study.scenario.StudyData.Recorded;

/** Brings a study's readings in through the same door as live telemetry, and the cars to their start. */
public final class InputPreparation {

    /** E_r is what the car drives in this time after the start. */
    private static final Duration WEEK = Duration.ofDays(7);

    private final StudyHost host;
    private final Scenario scenario;
    private final Instant readingsFrom;

    public InputPreparation(StudyHost host, Scenario scenario) {
        this(host, scenario, scenario.start());
    }

    /** @param readingsFrom data is generated from then on: a past for those who learn from it, in which nobody trades */
    public InputPreparation(StudyHost host, Scenario scenario, Instant readingsFrom) {
        this.host = host;
        this.scenario = scenario;
        this.readingsFrom = readingsFrom;
    }

    /** Looks at the files of a scenario that reads any, before any work is done. */
    public void check(Optional<Path> dataFolder) {
        if (scenario.data() instanceof Recorded recorded) {
            recorded(recorded, dataFolder).check();
        }
    }

    /**
     * @param dataFolder where the scenario's files lie; not looked at for generated data
     * @param generatedInto gives an existing folder for generated files; asked only if there are any
     * @throws IllegalArgumentException if a file or column is missing, or the data does not cover the study
     */
    public Inputs prepare(Optional<Path> dataFolder, Supplier<Path> generatedInto) {
        var sources = sources(dataFolder, generatedInto);
        var telemetry = host.newTelemetry();
        List<DataFile> files = new ArrayList<>();
        for (ReplayFile file : List.of(sources.prosumers(), sources.vehicles())) {
            files.add(DataFile.of(file.file(), host.replay(file, telemetry)));
        }
        Readings readings = scenario.vehicle().alwaysPlugged() ? new AlwaysPlugged(telemetry) : telemetry;
        var profiles = scenario.data().prosumers().stream()
                .map(prosumer -> covered(Profile.of(prosumer, readings, scenario), sources))
                .toList();
        return withVehicles(readings, telemetry, profiles, sources.vehicles(), files);
    }

    private Sources sources(Optional<Path> dataFolder, Supplier<Path> generatedInto) {
        return scenario.data() instanceof Recorded recorded
                ? recorded(recorded, dataFolder)
                : generated((Generated) scenario.data(), generatedInto.get());
    }

    private Sources recorded(Recorded data, Optional<Path> dataFolder) {
        var folder = dataFolder.orElseThrow(() -> new IllegalArgumentException(
                "scenario " + scenario.name() + " reads files: name the folder that holds them with --data"));
        return new Sources(
                new ReplayFile(
                        folder.resolve(data.prosumerFile().name()),
                        data.prosumerFile().columns()),
                new ReplayFile(
                        folder.resolve(data.vehicleFile().name()),
                        data.vehicleFile().columns()));
    }

    private Sources generated(Generated data, Path folder) {
        var fleet = new DemoFleet(
                scenario.seed(), data.prosumers().size(), data.vehicles().size());
        var week = scenario.start().plus(WEEK);
        DemoFiles.writeProsumers(fleet, folder, readingsFrom, scenario.end());
        DemoFiles.writeVehicles(fleet, folder, readingsFrom, week.isAfter(scenario.end()) ? week : scenario.end());
        int factor = scenario.scale().factor();
        return new Sources(
                new ReplayFile(
                        folder.resolve(DemoFiles.PROSUMERS), DemoFiles.prosumerColumns(data.prosumers(), factor)),
                new ReplayFile(folder.resolve(DemoFiles.VEHICLES), DemoFiles.vehicleColumns(data.vehicles())));
    }

    private Profile covered(Profile profile, Sources sources) {
        if (profile.missing() == scenario.periods() * 6L) {
            throw new IllegalArgumentException(sources.prosumers().file().getFileName() + " has no reading of "
                    + profile.prosumer() + " in [" + scenario.start() + ", " + scenario.end() + ")");
        }
        return profile;
    }

    private Inputs withVehicles(
            Readings readings, Readings telemetry, List<Profile> profiles, ReplayFile file, List<DataFile> files) {
        List<ElectricVehicle> vehicles = new ArrayList<>();
        Map<VehicleId, OperableWindow> windows = new LinkedHashMap<>();
        Map<VehicleId, EnergyInventory> joining = new LinkedHashMap<>();
        for (VehicleId id : scenario.data().vehicles()) {
            var limits = limits(id);
            var capacity = scenario.vehicle().capacity();
            var ceiling = limits.ceiling().of(capacity);
            var reserve = reserve(
                    id, telemetry, file, ceiling.minusOrZero(limits.floor().of(capacity)));
            var vehicle = new ElectricVehicle(
                    id, capacity, reserve, scenario.vehicle().chargerLimit());
            vehicles.add(vehicle);
            windows.put(id, OperableWindow.of(vehicle, limits.floor(), limits.ceiling()));
            joining.put(id, EnergyInventory.boughtAt(scenario.vehicle().initialCost(), ceiling));
        }
        return new Inputs(
                readings, profiles, vehicles, windows, joining, file.columns().interval(), List.copyOf(files));
    }

    /** The shares that the analysts' rules set, asked for a car that stands full at its charging point. */
    private WindowLimits limits(VehicleId vehicle) {
        var key = new PeriodKey(new GridId(scenario.name()), scenario.firstPeriod());
        var capacity = scenario.vehicle().capacity();
        var question = new LimitQuestion(vehicle, true, Duration.ZERO, capacity, capacity);
        var verdict = host.rules().openingPeriod(key).limits(List.of(question)).get(0);
        if (verdict instanceof Refused<WindowLimits> no) {
            throw new IllegalArgumentException("the rules give " + vehicle + " no operable window: " + no.reason());
        }
        return ((Granted<WindowLimits>) verdict).grant();
    }

    private Energy reserve(VehicleId vehicle, Readings telemetry, ReplayFile file, Energy wholeWindow) {
        if (scenario.vehicle().window().isPresent()) {
            var window = scenario.vehicle().window().get();
            if (window.compareTo(wholeWindow) > 0) {
                throw new IllegalArgumentException("vehicle.window: " + window.toKilowattHours() + " kWh is above the "
                        + wholeWindow.toKilowattHours() + " kWh that the rules leave");
            }
            return wholeWindow.minus(window);
        }
        Instant end = scenario.start().plus(WEEK);
        var report = telemetry.report(vehicle, scenario.start(), end);
        var known = report.lastSeen();
        if (known.isEmpty() || known.get().isBefore(end.minus(file.columns().interval()))) {
            throw new IllegalArgumentException(file.file().getFileName() + " has " + vehicle + " up to "
                    + known.map(Instant::toString).orElse("nowhere")
                    + ", but the reserve is its driving until " + end + "; or set vehicle.window");
        }
        return report.driven();
    }
}
