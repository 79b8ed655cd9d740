package ems.study.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.OperableWindow;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.rule.LimitQuestion;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;
import ems.market.rule.WindowLimits;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.Readings;
import ems.market.telemetry.ReplayFile;
import ems.market.telemetry.ReplayFile.Span;
import ems.market.telemetry.Replayed;
import ems.study.demo.DemoFiles;
import ems.study.demo.DemoFleet;
import ems.study.host.StudyHost;
import ems.study.plan.Inputs.Sources;
import ems.study.scenario.Scenario;
import ems.study.scenario.StudyData.Generated;
import ems.study.scenario.StudyData.Part;
import ems.study.scenario.StudyData.Recorded;

/** Brings a study's readings in through the same door as live telemetry, and the cars to their start. */
public final class InputPreparation {

    /** E_r is what the car drives in this time after the start. */
    private static final Duration WEEK = Duration.ofDays(7);
    /** Rows before it are passed over: forecasters look back a day, and a car stays where it was for a month. */
    private static final Duration PAST = Duration.ofDays(31);

    private static final Duration DAY = Duration.ofDays(1);

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
            recorded(recorded, dataFolder).all().forEach(this::check);
        }
    }

    private void check(ReplayFile replay) {
        var file = replay.file();
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no data file " + file.getFileName() + " in " + file.getParent()
                    + ": name the folder that holds it with --data");
        }
        host.check(replay);
    }

    /**
     * What a study would see of the files of its scenario, without keeping any of it.
     *
     * @throws IllegalArgumentException if a file or column is missing, or the scenario reads none
     */
    public CheckedData look(Optional<Path> dataFolder) {
        if (!(scenario.data() instanceof Recorded recorded)) {
            throw new IllegalArgumentException(
                    "scenario " + scenario.name() + " makes its data from its seed: there is no file to look at");
        }
        var sources = recorded(recorded, dataFolder);
        sources.all().forEach(this::check);
        var counts = new CountingInbox(scenario);
        var halves = new Halves(sources.halved(), counts);
        List<Replayed> prosumers = read(sources, halves);
        Map<ProsumerId, String> alone = halves.end();
        List<Replayed> vehicles = readCars(sources.vehicles(), counts);
        long samples = (long) scenario.periods() * MatchingPeriod.SAMPLES;
        Map<ProsumerId, Long> missing = new LinkedHashMap<>();
        Map<ProsumerId, MeteredEnergy> energy = new LinkedHashMap<>();
        for (ProsumerId prosumer : recorded.prosumers()) {
            missing.put(prosumer, Math.max(0, samples - counts.samples(prosumer)));
            energy.put(prosumer, new MeteredEnergy(counts.production(prosumer), counts.consumption(prosumer)));
        }
        return new CheckedData(
                checked(sources, missing, alone, prosumers, vehicles, shortOf(sources, counts::lastSeen)), energy);
    }

    private DataCheck checked(
            Sources sources,
            Map<ProsumerId, Long> missing,
            Map<ProsumerId, String> alone,
            List<Replayed> prosumers,
            List<Replayed> vehicles,
            Map<VehicleId, Optional<Instant>> shortOf) {
        return new DataCheck(
                scenario,
                missing,
                alone,
                prosumers,
                vehicles,
                shortOf,
                names(sources.prosumers()),
                sources.prosumers().get(0).columns().interval(),
                sources.vehicles().get(0).columns().interval());
    }

    /** The end of the driving that sets a vehicle's reserve, unless the scenario sets its window. */
    static Instant reserveUntil(Scenario scenario) {
        return scenario.start().plus(WEEK);
    }

    /**
     * Vehicles whose driving is not known for as long as the reserve asks.
     *
     * @param lastSeen the last that is known of one before then
     */
    private Map<VehicleId, Optional<Instant>> shortOf(
            Sources sources, Function<VehicleId, Optional<Instant>> lastSeen) {
        Map<VehicleId, Optional<Instant>> shortOf = new LinkedHashMap<>();
        if (scenario.vehicle().window().isEmpty()) {
            var needed = reserveUntil(scenario)
                    .minus(sources.vehicles().get(0).columns().interval());
            for (VehicleId vehicle : scenario.data().vehicles()) {
                var known = lastSeen.apply(vehicle);
                if (known.isEmpty() || known.get().isBefore(needed)) {
                    shortOf.put(vehicle, known);
                }
            }
        }
        return shortOf;
    }

    private List<Replayed> read(Sources sources, Halves halves) {
        return IntStream.range(0, sources.prosumers().size())
                .mapToObj(i -> host.replay(
                        sources.prosumers().get(i), halves.of(sources.parts().get(i))))
                .toList();
    }

    private List<Replayed> readCars(List<ReplayFile> sources, Inbox telemetry) {
        var cars = new CarFiles(telemetry);
        List<Replayed> replayed = new ArrayList<>();
        for (ReplayFile source : sources) {
            replayed.add(host.replay(source, cars));
            cars.fileEnds();
        }
        return replayed;
    }

    private static List<DataFile> files(List<ReplayFile> sources, List<Replayed> replayed) {
        return IntStream.range(0, sources.size())
                .mapToObj(
                        i -> DataFile.of(sources.get(i).file(), replayed.get(i).report()))
                .toList();
    }

    private static String names(List<ReplayFile> files) {
        return files.stream()
                .map(file -> String.valueOf(file.file().getFileName()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /**
     * @param dataFolder where the scenario's files lie; not looked at for generated data
     * @param generatedInto gives an existing folder for generated files; asked only if there are any
     * @throws IllegalArgumentException if a file or column is missing, or the data does not cover the study
     */
    public Inputs prepare(Optional<Path> dataFolder, Supplier<Path> generatedInto) {
        var sources = sources(dataFolder, generatedInto);
        var telemetry = host.newTelemetry();
        var halves = new Halves(sources.halved(), telemetry);
        List<Replayed> prosumers = read(sources, halves);
        Map<ProsumerId, String> alone = halves.end();
        List<Replayed> vehicles = readCars(sources.vehicles(), telemetry);
        var profiles = scenario.data().prosumers().stream()
                .map(prosumer -> Profile.of(prosumer, telemetry, scenario))
                .toList();
        Map<ProsumerId, Long> missing = new LinkedHashMap<>();
        profiles.forEach(profile -> missing.put(profile.prosumer(), profile.missing()));
        var shortOf = shortOf(
                sources,
                vehicle -> telemetry
                        .report(vehicle, scenario.start(), reserveUntil(scenario))
                        .lastSeen());
        var check = checked(sources, missing, alone, prosumers, vehicles, shortOf);
        check.refuseCrumbs();
        List<DataFile> files = Stream.concat(
                        files(sources.prosumers(), prosumers).stream(), files(sources.vehicles(), vehicles).stream())
                .toList();
        Readings readings = scenario.vehicle().alwaysPlugged() ? new AlwaysPlugged(telemetry) : telemetry;
        return withVehicles(readings, telemetry, profiles, check.notes(), sources.vehicles(), files);
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
                data.prosumerFiles().stream()
                        .map(file -> new ReplayFile(folder.resolve(file.name()), file.columns(), span()))
                        .toList(),
                data.prosumerFiles().stream().map(file -> file.part()).toList(),
                data.halved(),
                data.vehicleFiles().stream()
                        .map(file -> new ReplayFile(folder.resolve(file.name()), file.columns(), span()))
                        .toList());
    }

    /** The study, a past to learn from, and the driving that sets the reserve. */
    private Span span() {
        var week = scenario.start().plus(WEEK);
        var end = week.isAfter(scenario.end()) ? week : scenario.end();
        return new Span(scenario.start().minus(PAST), end.plus(DAY));
    }

    private Sources generated(Generated data, Path folder) {
        var fleet = new DemoFleet(
                scenario.seed(), data.prosumers().size(), data.vehicles().size());
        var week = scenario.start().plus(WEEK);
        DemoFiles.writeProsumers(fleet, folder, readingsFrom, scenario.end());
        DemoFiles.writeVehicles(fleet, folder, readingsFrom, week.isAfter(scenario.end()) ? week : scenario.end());
        int factor = scenario.scale().factor();
        return new Sources(
                List.of(new ReplayFile(
                        folder.resolve(DemoFiles.PROSUMERS), DemoFiles.prosumerColumns(data.prosumers(), factor))),
                List.of(Part.WHOLE),
                Set.of(),
                List.of(new ReplayFile(folder.resolve(DemoFiles.VEHICLES), DemoFiles.vehicleColumns(data.vehicles()))));
    }

    private Inputs withVehicles(
            Readings readings,
            Readings telemetry,
            List<Profile> profiles,
            List<String> notes,
            List<ReplayFile> sources,
            List<DataFile> files) {
        List<ElectricVehicle> vehicles = new ArrayList<>();
        Map<VehicleId, OperableWindow> windows = new LinkedHashMap<>();
        Map<VehicleId, EnergyInventory> joining = new LinkedHashMap<>();
        for (VehicleId id : scenario.data().vehicles()) {
            var limits = limits(id);
            var capacity = scenario.vehicle().capacity();
            var ceiling = limits.ceiling().of(capacity);
            var reserve =
                    reserve(id, telemetry, ceiling.minusOrZero(limits.floor().of(capacity)));
            var vehicle = new ElectricVehicle(
                    id, capacity, reserve, scenario.vehicle().plug());
            vehicles.add(vehicle);
            windows.put(id, OperableWindow.of(vehicle, limits.floor(), limits.ceiling()));
            joining.put(id, EnergyInventory.boughtAt(scenario.vehicle().initialCost(), ceiling));
        }
        return new Inputs(
                readings,
                profiles,
                vehicles,
                windows,
                joining,
                sources.get(0).columns().interval(),
                List.copyOf(files),
                notes);
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

    private Energy reserve(VehicleId vehicle, Readings telemetry, Energy wholeWindow) {
        if (scenario.vehicle().window().isPresent()) {
            var window = scenario.vehicle().window().get();
            if (window.compareTo(wholeWindow) > 0) {
                throw new IllegalArgumentException("vehicle.window: " + window.toKilowattHours() + " kWh is above the "
                        + wholeWindow.toKilowattHours() + " kWh that the rules leave");
            }
            return wholeWindow.minus(window);
        }
        return telemetry
                .report(vehicle, scenario.start(), reserveUntil(scenario))
                .driven();
    }
}
