package ems.console.books;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import ems.market.ledger.PeriodJournal;
import ems.market.party.GridId;
import ems.market.party.OperableWindow;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;

/**
 * The ended periods of one grid. Each is read and added up once, newest first, on another thread than that of the request
 * that asks: a request waits for that no longer than its patience, and gets what is known by then. So the cost of a request
 * does not grow with what has ended, and after a restart the day's totals come back while the page is already up.
 * Thread-safe.
 *
 * <p>Bounded: the rows of {@value #LOOKED_BACK} periods, the sum of a day, and the latest window of each EV.
 */
public final class EndedPeriods {

    private static final Logger LOG = System.getLogger("ems.page");
    private static final int SHOWN = 8;
    static final int LOOKED_BACK = 20;
    /** After so many it starts again with the newest, so that a period that has just ended does not wait for a whole day. */
    private static final int READ_TOGETHER = LOOKED_BACK + 12;

    private final GridId grid;
    private final PeriodJournal journal;
    private final FindSeals seals;
    private final String usualForecaster;
    private final String usualMatcher;
    private final Executor background;
    private final Duration patience;

    private final DaySoFar day = new DaySoFar();
    private final NavigableMap<MatchingPeriod, EndedPeriod> ended = new TreeMap<>();
    private final Map<MatchingPeriod, Seal> sealed = new HashMap<>();
    private final Map<VehicleId, LatestWindow> windows = new HashMap<>();
    /** Periods that may still end, or have not been read since the application started. */
    private final NavigableSet<MatchingPeriod> open = new TreeSet<>();

    private final NavigableSet<MatchingPeriod> unread = new TreeSet<>();
    /** Those whose record is damaged. */
    private final NavigableSet<MatchingPeriod> unreadable = new TreeSet<>();

    private @Nullable MatchingPeriod next;
    private @Nullable MatchingPeriod begins;
    private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

    /** The window of an EV, and the period in which it bid with it. */
    private record LatestWindow(MatchingPeriod period, OperableWindow window) {}

    /**
     * @param usualForecaster strategy that forecasts when nothing breaks
     * @param usualMatcher algorithm that matches when nothing breaks
     * @param background where records are read and added up
     * @param patience how long a request waits for that
     */
    public EndedPeriods(
            GridId grid,
            PeriodJournal journal,
            FindSeals seals,
            String usualForecaster,
            String usualMatcher,
            Executor background,
            Duration patience) {
        this.grid = grid;
        this.journal = journal;
        this.seals = seals;
        this.usualForecaster = usualForecaster;
        this.usualMatcher = usualMatcher;
        this.background = background;
        this.patience = patience;
    }

    /**
     * What has ended before this period. A period whose record is damaged is counted apart.
     *
     * @param running periods whose process instance is there: they have not ended, and are not read
     * @throws IllegalStateException if the journal cannot be asked
     */
    public EndedSoFar before(MatchingPeriod current, Set<MatchingPeriod> running) {
        await(read(current, running));
        long anchored = seals.anchoredHeight();
        return view(current, anchored);
    }

    /** One pass at a time: who comes while one runs waits for that one. */
    private synchronized CompletableFuture<Void> read(MatchingPeriod current, Set<MatchingPeriod> running) {
        if (reading.isDone()) {
            track(current);
            unread.removeAll(running);
            var look = open.descendingSet().stream()
                    .filter(period -> !running.contains(period))
                    .toList();
            reading = look.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.runAsync(() -> read(look, current), background);
        }
        return reading;
    }

    /** Takes in what has passed since the last time, and lets go of what is neither of today nor among the latest. */
    private void track(MatchingPeriod current) {
        var first = first(current);
        var period = next == null || next.isBefore(first) ? first : next;
        if (period.isBefore(current)) {
            period = fromTheFirstBlock(period);
        }
        while (period.isBefore(current)) {
            open.add(period);
            unread.add(period);
            period = period.next();
        }
        next = period;
        open.headSet(first).clear();
        unread.removeIf(each -> each.isBefore(first));
        unreadable.removeIf(each -> each.isBefore(first));
        var oldest = back(current, LOOKED_BACK);
        ended.headMap(oldest).clear();
        sealed.keySet().removeIf(each -> each.isBefore(oldest));
    }

    /** A minute before the grid's first block was never a period of it. */
    private MatchingPeriod fromTheFirstBlock(MatchingPeriod period) {
        if (begins == null) {
            begins = seals.sealedFrom().orElse(null);
        }
        return begins == null || begins.isBefore(period) ? period : begins;
    }

    private static MatchingPeriod first(MatchingPeriod current) {
        var midnight = midnight(current);
        var latest = back(current, LOOKED_BACK);
        return midnight.isBefore(latest) ? midnight : latest;
    }

    private static MatchingPeriod midnight(MatchingPeriod current) {
        return new MatchingPeriod(current.start().truncatedTo(ChronoUnit.DAYS));
    }

    private static MatchingPeriod back(MatchingPeriod period, int periods) {
        return new MatchingPeriod(period.start().minus(MatchingPeriod.LENGTH.multipliedBy(periods)));
    }

    private void read(List<MatchingPeriod> newestFirst, MatchingPeriod current) {
        int kept = 0;
        for (MatchingPeriod period : newestFirst) {
            if (kept == READ_TOGETHER) {
                return;
            }
            try {
                kept += read(period, current) ? 1 : 0;
            } catch (IllegalArgumentException | IllegalStateException damaged) {
                setAside(period, damaged);
            }
        }
    }

    /** @return whether it has ended and is kept now */
    private boolean read(MatchingPeriod period, MatchingPeriod current) {
        var record = journal.read(new PeriodKey(grid, period));
        if (record.isClosed()) {
            keep(period, EndedPeriod.of(record, usualForecaster, usualMatcher), current);
            return true;
        }
        passed(period, record.isEnded() && isOver(period, current));
        return false;
    }

    /** A damaged record leaves the page without its own row, not without all the others; it is not read again. */
    private synchronized void setAside(MatchingPeriod period, RuntimeException damaged) {
        LOG.log(Level.WARNING, "the record of " + new PeriodKey(grid, period) + " is damaged", damaged);
        passed(period, true);
        unreadable.add(period);
    }

    /** A period without a step gets none any more once a later one is sealed, or once it is too old to be skipped. */
    private boolean isOver(MatchingPeriod period, MatchingPeriod current) {
        return period.isBefore(back(current, LOOKED_BACK))
                || seals.sealedUpTo().filter(last -> !last.isBefore(period)).isPresent();
    }

    private synchronized void passed(MatchingPeriod period, boolean over) {
        unread.remove(period);
        if (over) {
            open.remove(period);
        }
    }

    private synchronized void keep(MatchingPeriod period, EndedPeriod known, MatchingPeriod current) {
        passed(period, true);
        day.add(period, known);
        if (!period.isBefore(back(current, LOOKED_BACK))) {
            ended.put(period, known);
        }
        known.windows()
                .forEach((vehicle, window) -> windows.merge(
                        vehicle,
                        new LatestWindow(period, window),
                        (one, other) -> one.period().isBefore(other.period()) ? other : one));
    }

    private void await(CompletableFuture<Void> pass) {
        try {
            pass.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return; // the page shows what is known, and how many periods are still to be read
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ended periods cannot be read", e.getCause());
        }
    }

    private EndedSoFar view(MatchingPeriod current, long anchored) {
        Map<MatchingPeriod, EndedPeriod> known;
        Map<VehicleId, OperableWindow> latest = new HashMap<>();
        TotalsNow today;
        synchronized (this) {
            known = new TreeMap<>(ended.headMap(current)).descendingMap();
            windows.forEach((vehicle, window) -> latest.put(vehicle, window.window()));
            var midnight = midnight(current);
            today = day.totals(
                    current.start(),
                    unread.tailSet(midnight).size(),
                    unreadable.tailSet(midnight).size());
        }
        List<EndedPeriodRow> rows = new ArrayList<>();
        Map<MatchingPeriod, String> rules = new HashMap<>();
        known.forEach((period, ended) -> {
            ended.row().rulesVersion().ifPresent(version -> rules.put(period, version));
            if (rows.size() < SHOWN) {
                rows.add(ended.row(seal(period), anchored));
            }
        });
        return new EndedSoFar(rows, latest, rules, today);
    }

    private Optional<Seal> seal(MatchingPeriod period) {
        synchronized (this) {
            var known = sealed.get(period);
            if (known != null) {
                return Optional.of(known);
            }
        }
        var found = seals.seal(new PeriodKey(grid, period));
        synchronized (this) {
            found.ifPresent(seal -> sealed.put(period, seal));
        }
        return found;
    }
}
