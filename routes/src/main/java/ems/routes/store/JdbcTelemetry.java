package ems.routes.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.telemetry.ChargerReadings;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.Readings;
import ems.market.telemetry.SignedRecords;
import ems.market.telemetry.StatusHistory;
import ems.market.telemetry.VehicleReport;
import ems.market.telemetry.VehicleStatus;
import ems.routes.telemetry.GridStore;
import ems.routes.telemetry.ReadingBatch;

import static java.util.Objects.requireNonNull;

/**
 * A live grid's telemetry in a database; it survives a restart. Each call is a transaction of its own.
 */
public final class JdbcTelemetry implements GridStore {

    /** Over a longer time, only vehicles that stood still so long are asked for: few. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private final KeptReadings readings;
    private final VehicleStatusTable statuses;
    private final ChargerReadings chargers;
    /** Spares a query for each message; empty: none is kept. Cleared when a write fails, as the database may then hold more or less. */
    private final Map<Party, Optional<Instant>> latest = new ConcurrentHashMap<>();

    public JdbcTelemetry(DataSource source, GridId grid) {
        this(source, grid, Clock.systemUTC());
    }

    public JdbcTelemetry(DataSource source, GridId grid, InstantSource clock) {
        this(source, grid, clock, SignedRecords.NONE);
    }

    /**
     * @param clock tells which readings are old
     * @param believed says what the signed records of chargers show
     */
    public JdbcTelemetry(DataSource source, GridId grid, InstantSource clock, SignedRecords believed) {
        this.chargers = new JdbcChargerReadings(source, grid, believed);
        var database = Instants.database(source);
        this.readings = new KeptReadings(database, grid, clock);
        this.statuses = new VehicleStatusTable(database, grid);
    }

    @Override
    public void keepReadings(ReadingBatch batch) {
        keeping(() -> readings.insert(batch));
        batch.readings().forEach(reading -> remember(reading.prosumer(), Optional.of(reading.at())));
    }

    /**
     * Packs readings of hours that are over, those of a meter together. They are read as before.
     *
     * @return whether there were any
     */
    public boolean packOld() {
        return readings.packOld() > 0;
    }

    /** Since when readings are kept, at most an hour too early; empty: none are. */
    public Optional<Instant> oldestReading() {
        return readings.oldest();
    }

    @Override
    public Optional<PowerSoFar> power(ProsumerId home, Instant since) {
        return readings.power(home, since);
    }

    @Override
    public void keepStatuses(List<VehicleStatus> batch, Instant receivedAt) {
        keeping(() -> statuses.insert(batch, receivedAt));
        batch.forEach(status -> remember(status.vehicle(), Optional.of(status.at())));
    }

    @Override
    public void accept(MeterReading reading) {
        if (!has(reading.prosumer(), reading.at())) {
            keepReadings(List.of(reading));
        }
    }

    @Override
    public void accept(VehicleStatus status) {
        if (!has(status.vehicle(), status.at())) {
            keepStatuses(List.of(status), status.at());
        }
    }

    @Override
    public boolean contradicts(MeterReading reading) {
        return readings.overlapping(reading.prosumer(), reading.at(), reading.end()).stream()
                .anyMatch(kept -> kept.at().equals(reading.at()) && !kept.equals(reading));
    }

    @Override
    public boolean isCutOtherwise(MeterReading reading) {
        return readings.overlapping(reading.prosumer(), reading.at(), reading.end()).stream()
                .anyMatch(kept ->
                        !kept.at().equals(reading.at()) || !kept.interval().equals(reading.interval()));
    }

    @Override
    public Optional<Instant> latest(Party sender) {
        var known = latest.get(sender);
        return known != null ? known : remember(sender, kept(sender));
    }

    private Optional<Instant> kept(Party sender) {
        return sender instanceof VehicleId vehicle ? statuses.latest(vehicle) : readings.latest((ProsumerId) sender);
    }

    @Override
    public boolean has(Party sender, Instant at) {
        return sender instanceof VehicleId vehicle ? statuses.has(vehicle, at) : readings.has((ProsumerId) sender, at);
    }

    @Override
    public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
        return sampleIn(
                readings.overlapping(prosumer, sampleStart, sampleStart.plus(MatchingPeriod.SAMPLE)), sampleStart);
    }

    @Override
    public Optional<MeteredEnergy> metered(ProsumerId prosumer, MatchingPeriod period) {
        return Optional.ofNullable(metered(prosumer, period, period.next()).get(period));
    }

    @Override
    public SortedMap<MatchingPeriod, MeteredEnergy> metered(
            ProsumerId prosumer, MatchingPeriod first, MatchingPeriod end) {
        var period = new MemoryTelemetry();
        readings.overlapping(prosumer, first.start(), end.start()).forEach(period::accept);
        return period.metered(prosumer, first, end);
    }

    @Override
    public ChargerReadings chargers() {
        return chargers;
    }

    @Override
    public boolean pluggedIn(VehicleId vehicle, Instant instant) {
        var standing = statuses.latestUpTo(List.of(vehicle), instant).get(vehicle);
        return standing != null && standing.pluggedIn();
    }

    @Override
    public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
        return requireNonNull(reports(List.of(vehicle), after, upTo).get(vehicle));
    }

    @Override
    public Map<VehicleId, VehicleReport> reports(Collection<VehicleId> vehicles, Instant after, Instant upTo) {
        Map<VehicleId, SumOfReports> sums = new HashMap<>();
        vehicles.forEach(vehicle -> sums.put(vehicle, new SumOfReports(after, upTo)));
        boolean few = Duration.between(after, upTo).compareTo(LONG) > 0;
        for (var report : few ? statuses.countedAfter(vehicles, after, upTo) : statuses.countedAfter(after, upTo)) {
            var sum = sums.get(report.vehicle());
            if (sum != null) {
                sum.add(report);
            }
        }
        List<VehicleId> silent = vehicles.stream()
                .filter(vehicle -> !requireNonNull(sums.get(vehicle)).isSeen())
                .toList();
        var standings = statuses.latestUpTo(silent, upTo);
        Map<VehicleId, VehicleReport> reports = new HashMap<>();
        sums.forEach((vehicle, sum) -> reports.put(
                vehicle, sum.isSeen() ? sum.report() : sum.report(Optional.ofNullable(standings.get(vehicle)))));
        return reports;
    }

    @Override
    public StatusHistory history(VehicleId vehicle, Instant after, Instant upTo) {
        return StatusHistory.after(
                statuses.lastCountedUpTo(vehicle, after), statuses.countedBetween(vehicle, after, upTo));
    }

    @Override
    public Readings during(MatchingPeriod period, Collection<? extends Party> parties) {
        return new FetchedPeriod(this, readings, statuses, period, parties);
    }

    /** @param held oldest first; the newest one that covers the sample counts */
    private static Optional<MeteredEnergy> sampleIn(List<MeterReading> held, Instant sampleStart) {
        Optional<MeteredEnergy> sample = Optional.empty();
        for (MeterReading reading : held) {
            if (!reading.at().isAfter(sampleStart) && reading.end().isAfter(sampleStart)) {
                sample = Optional.of(reading.perSample());
            }
        }
        return sample;
    }

    private void keeping(Runnable write) {
        boolean kept = false;
        try {
            write.run();
            kept = true;
        } finally {
            if (!kept) {
                latest.clear();
            }
        }
    }

    private Optional<Instant> remember(Party sender, Optional<Instant> at) {
        return requireNonNull(latest.merge(
                sender,
                at,
                (known, now) -> Stream.of(known, now).flatMap(Optional::stream).max(Instant::compareTo)));
    }
}
