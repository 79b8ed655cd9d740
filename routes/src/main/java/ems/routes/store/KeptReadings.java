package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.MeterReading;
import ems.routes.telemetry.GridStore.PowerSoFar;
import ems.routes.telemetry.ReadingBatch;

/**
 * The readings of one grid, as a log that is merged: what comes in together is one row of a journal and is held in memory, and when an
 * hour is over, those of each meter in it become one row. A reading for itself in trees by meter and by time would cost the database ten
 * times as much. Each question is answered from memory and, where it may be about packed hours, from them. Thread-safe; the market that
 * writes a grid's readings is the only one that asks for them.
 */
final class KeptReadings {

    /** An hour is packed so long after its end: by then its periods are measured, and most that is late is there. */
    private static final Duration PACKED_AFTER = Duration.ofMinutes(15);

    private final Jdbi database;
    private final InstantSource clock;
    private final ReadingJournal journal;
    private final ReadingHourTable hours;
    private final EarlierReadings earlier;
    private final LateReadingTable late;
    private final RecentReadings recent = new RecentReadings();
    private final Object writing = new Object();
    /** Whether memory holds all that the journal does; not before the first question, nor after a write that may have failed. */
    private volatile boolean caughtUp;
    /** Of packed ones: questions about later times need no hours. */
    private volatile Instant latestEnd = Instant.MAX;

    KeptReadings(Jdbi database, GridId grid, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.journal = new ReadingJournal(database, grid);
        this.hours = new ReadingHourTable(database, grid);
        this.earlier = new EarlierReadings(database, grid);
        this.late = new LateReadingTable(database, grid);
    }

    private RecentReadings recent() {
        if (!caughtUp) {
            synchronized (writing) {
                catchUp();
            }
        }
        return recent;
    }

    private void catchUp() {
        if (caughtUp) {
            return;
        }
        if (latestEnd.equals(Instant.MAX)) {
            earlier.moveTo(hours);
            latestEnd = hours.latestEnd();
        }
        journal.catchUp(recent::put);
        caughtUp = true;
    }

    /** @throws IllegalStateException if one is there already, unless the batch replaces */
    void insert(ReadingBatch batch) {
        if (batch.readings().isEmpty() && batch.late().isEmpty()) {
            return;
        }
        synchronized (writing) {
            catchUp();
            if (!batch.replacing()) {
                requireNew(batch.readings());
            }
            write(batch);
            if (!batch.readings().isEmpty()) {
                // whatever comes in between, memory is behind the journal, not beside it
                caughtUp = false;
                batch.readings().forEach(recent::put);
                journal.appended();
                caughtUp = true;
            }
        }
    }

    private void write(ReadingBatch batch) {
        boolean written = false;
        try {
            database.useTransaction(handle -> {
                if (!batch.readings().isEmpty()) {
                    journal.append(handle, batch.readings());
                }
                late.insert(handle, batch.late());
            });
            written = true;
        } finally {
            // a commit whose answer was lost may hold
            caughtUp = written;
        }
    }

    private void requireNew(List<MeterReading> readings) {
        Set<Start> starts = new HashSet<>(2 * readings.size());
        for (MeterReading reading : readings) {
            if (recent.of(reading.prosumer()).has(reading.at())
                    || !starts.add(new Start(reading.prosumer(), reading.at()))) {
                throw new IllegalStateException(
                        "a reading of " + reading.prosumer() + " at " + reading.at() + " is kept already");
            }
        }
    }

    private record Start(ProsumerId meter, Instant at) {}

    /**
     * Packs the hours that are over, those of a meter in a transaction. For one thread.
     *
     * @return how many were packed
     */
    int packOld() {
        var before = ReadingHour.of(clock.instant().minus(PACKED_AFTER));
        var all = recent();
        long upTo;
        synchronized (writing) {
            upTo = journal.last();
        }
        int packed = 0;
        for (ProsumerId meter : all.meters()) {
            var over = all.of(meter).startingIn(Instant.EPOCH, before);
            if (!over.isEmpty()) {
                packed += hours.add(meter, over);
                latestEnd = over.stream().map(MeterReading::end).reduce(latestEnd, KeptReadings::later);
                // only now: whoever asks meanwhile finds one of them twice, and none never
                all.of(meter).remove(over);
            }
        }
        if (packed > 0) {
            journal.forget(upTo, before);
        }
        return packed;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** To be asked after memory was. */
    private boolean mayBePacked(Instant from) {
        return from.isBefore(latestEnd);
    }

    Optional<Instant> latest(ProsumerId meter) {
        var unpacked = recent().of(meter).latest();
        return mayBePacked(unpacked.orElse(Instant.MIN))
                ? Stream.concat(unpacked.stream(), hours.latest(meter).stream()).max(Instant::compareTo)
                : unpacked;
    }

    /** When the oldest reading of any meter begins, or the hour that it is packed in. */
    Optional<Instant> oldest() {
        return Stream.concat(recent().oldest().stream(), hours.oldest().stream())
                .min(Instant::compareTo);
    }

    /** What those say together that start then or later. */
    Optional<PowerSoFar> power(ProsumerId meter, Instant since) {
        var end = recent().of(meter)
                .latest()
                .map(latest -> later(latest.plusSeconds(1), latestEnd))
                .orElse(latestEnd);
        return since.isBefore(end)
                ? overlapping(meter, since, end).stream()
                        .filter(reading -> !reading.at().isBefore(since))
                        .map(reading -> new PowerSoFar(highest(reading), reading.at()))
                        .reduce((one, next) -> new PowerSoFar(Math.max(one.highest(), next.highest()), one.since()))
                : Optional.empty();
    }

    private static long highest(MeterReading reading) {
        return Math.max(reading.production().milliwatts(), reading.consumption().milliwatts());
    }

    boolean has(ProsumerId meter, Instant at) {
        return recent().of(meter).has(at) || mayBePacked(at) && hours.has(meter, at);
    }

    /** Readings that hold in some of {@code [from, to)}, oldest first. */
    List<MeterReading> overlapping(ProsumerId meter, Instant from, Instant to) {
        var unpacked = recent().of(meter).overlapping(from, to);
        if (!mayBePacked(from)) {
            return unpacked;
        }
        SortedMap<Instant, MeterReading> all = new TreeMap<>();
        hours.overlapping(meter, from, to).forEach(reading -> all.put(reading.at(), reading));
        unpacked.forEach(reading -> all.put(reading.at(), reading));
        return List.copyOf(all.values());
    }

    /** The samples of every meter in the period. */
    Map<ProsumerId, SamplesOfAPeriod> samples(MatchingPeriod period) {
        Map<ProsumerId, SamplesOfAPeriod> meters = new HashMap<>();
        // these first: of two with the same start, one that was corrected and the packed one, the first counts
        recent().overlapping(period.start(), period.end(), reading -> hold(reading, period, meters));
        if (mayBePacked(period.start())) {
            hours.overlapping(period.start(), period.end()).forEach(reading -> hold(reading, period, meters));
        }
        return meters;
    }

    private static void hold(MeterReading reading, MatchingPeriod period, Map<ProsumerId, SamplesOfAPeriod> meters) {
        meters.computeIfAbsent(reading.prosumer(), first -> new SamplesOfAPeriod(period))
                .hold(reading);
    }
}
