package ems.ledger.store;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jspecify.annotations.Nullable;

import ems.ledger.store.ArchiveTables.Place;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.record.Step;

/**
 * Reads archived periods for all who use the same database: from its rows or from files. What was read last is kept, so that
 * reading one period after the other reads each archive once. Thread-safe.
 */
public final class ArchiveReader implements JdbiConfig<ArchiveReader> {

    private Optional<ArchiveFiles> files = Optional.empty();
    private boolean archiving = true;
    private volatile @Nullable Known last;

    private record Known(GridId grid, Place place, ArchivedPeriods periods) {}

    /** @param tables whether the database has those of the archive */
    void set(Optional<ArchiveFiles> folder, boolean tables) {
        files = folder;
        archiving = tables;
    }

    boolean isArchiving() {
        return archiving;
    }

    /** @throws IllegalStateException if no files are known */
    ArchiveFiles files() {
        return files.orElseThrow(
                () -> new IllegalStateException("old periods are in files, and nobody said in which folder"));
    }

    boolean hasFiles() {
        return files.isPresent();
    }

    /** The steps of an archived period; none if its entries were forgotten meanwhile. */
    static SortedMap<Step, String> steps(Handle sql, PeriodKey key) {
        return ArchiveTables.of(sql, key)
                .map(place -> sql.getConfig(ArchiveReader.class).steps(sql, key, place))
                .orElseGet(TreeMap::new);
    }

    private SortedMap<Step, String> steps(Handle sql, PeriodKey key, Place place) {
        var steps = periods(sql, key, place).bodies().get(key.period());
        if (steps == null) {
            throw damaged(key.grid(), place, "it lacks " + key.period(), null);
        }
        return steps;
    }

    private ArchivedPeriods periods(Handle sql, PeriodKey key, Place place) {
        var grid = key.grid();
        var known = last;
        if (known != null && known.grid().equals(grid) && known.place().equals(place)) {
            return known.periods();
        }
        var periods = parse(grid, place, bytes(sql, key, place));
        last = new Known(grid, place, periods);
        return periods;
    }

    private static ArchivedPeriods parse(GridId grid, Place place, byte[] bytes) {
        try {
            return ArchivedPeriods.parse(bytes);
        } catch (IllegalArgumentException | UncheckedIOException damaged) {
            throw damaged(grid, place, String.valueOf(damaged.getMessage()), damaged);
        }
    }

    /** @throws IllegalStateException if the file of this archive cannot be read, or does not hold its periods */
    void refuseIfNotInFile(GridId grid, Place place) {
        var periods = parse(grid, place, files().read(grid, place.firstHeight(), place.lastHeight()));
        long blocks = place.lastHeight() - place.firstHeight() + 1;
        if (periods.bodies().size() != blocks
                || !periods.bodies().keySet().containsAll(List.of(place.first(), place.last()))) {
            throw damaged(grid, place, "its file holds other periods", null);
        }
    }

    private static IllegalStateException damaged(GridId grid, Place place, String why, @Nullable Exception cause) {
        return new IllegalStateException(
                "the archive of blocks " + place.firstHeight() + " to " + place.lastHeight() + " of grid " + grid
                        + " is damaged: " + why,
                cause);
    }

    private byte[] bytes(Handle sql, PeriodKey key, Place place) {
        var body = place.isInFile() ? Optional.<byte[]>empty() : ArchiveTables.body(sql, key.grid(), place);
        return body.orElseGet(() -> files().read(key.grid(), place.firstHeight(), place.lastHeight()));
    }

    @Override
    public ArchiveReader createCopy() {
        return this;
    }
}
