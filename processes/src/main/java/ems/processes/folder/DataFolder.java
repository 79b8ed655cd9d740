package ems.processes.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import ems.ledger.chain.FormatTag;

/**
 * The folder of a live market: its database, keys, models, rule versions and anchors, all in one format, which {@code format.txt}
 * states. An older one is upgraded step by step; what is newer or not the market's is left alone.
 *
 * <p>The files are upgraded before the application starts, and the database by its migrations when it does. Until both are
 * done the folder keeps the database as it was: whatever interrupts an upgrade, the next start begins it again.
 */
public final class DataFolder {

    /** The newest format that is read, and the one that is written. A new migration of the database is a new version. */
    public static final FormatTag FORMAT = new FormatTag("ems-data", 28);

    /** Each leads to the next version, the first from 1 to 2. So far only the database has changed. */
    private static final List<Upgrade> UPGRADES = Collections.nCopies(FORMAT.version() - 1, Upgrade.OF_THE_DATABASE);

    /** The database as it was before an upgrade that is under way. */
    public static final String BEFORE = "before-upgrade";
    /** Where the market that runs here answers. */
    public static final String ADDRESS = "address.txt";
    /** A copy of the database that a running market was asked for. */
    public static final String COPY = "database-copy";

    /** What the first person shows to be set up; there until then. */
    public static final String SETUP_TOKEN = "setup-token";
    /** What commands on the machine show to the market that runs here. */
    public static final String COMMAND_TOKEN = "command-token";
    /** The server's certificate and its private key. */
    public static final String TLS = "tls";

    /** Blocks that were moved out of the database. */
    public static final String ARCHIVE = "archive";

    public static final String DATABASE_ENDING = ".mv.db";
    private static final String DATABASE = "ems" + DATABASE_ENDING;

    private static final Set<String> OWN = Set.of("anchors", "keys", "models", "rule-versions", "sandbox");
    private static final String CLOCK = "clock-at-speed-";
    /** A disk of its own has this folder from the beginning. */
    private static final String OF_THE_DISK = "lost+found";

    private final Path folder;
    private final FormatTag format;
    private final List<Upgrade> upgrades;

    DataFolder(Path folder, FormatTag format, List<Upgrade> upgrades) {
        if (upgrades.size() != format.version() - 1) {
            throw new IllegalStateException(upgrades.size() + " upgrades do not lead from version 1 to " + format);
        }
        this.folder = folder;
        this.format = format;
        this.upgrades = List.copyOf(upgrades);
    }

    public static DataFolder of(Path folder) {
        return new DataFolder(folder, FORMAT, UPGRADES);
    }

    /** Where its database is. */
    public static Path databaseIn(Path folder) {
        return folder.resolve(DATABASE);
    }

    /**
     * Makes the folder ready for the application: states the format of a new one, upgrades the files of an older one.
     *
     * @throws IllegalArgumentException if it is newer, is not the market's, or another market runs in it
     */
    public void open() {
        try {
            if (isNew()) {
                Files.createDirectories(folder);
                FormatNote.of(format.version()).write(folder, format.name());
                return;
            }
            refuseTaken();
            var note = known();
            if (note.highest() < format.version() || note.target().isPresent()) {
                upgrade(note);
            } else {
                forgetDatabaseBefore();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder + " cannot be read or written", e);
        }
    }

    /**
     * Opens the database and closes it again, so that one which cannot be read is told of in a sentence.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public void refuseUnreadable() {
        if (Files.exists(databaseIn(folder))) {
            FolderDatabase.refuseUnreadable(folder);
        }
    }

    /** Ends an upgrade, once the application has started and the database is upgraded as well. */
    public void opened() {
        try {
            var note = FormatNote.in(folder, format.name());
            if (note.filter(each -> each.target().isPresent()).isPresent()) {
                FormatNote.of(format.version()).write(folder, format.name());
                forgetDatabaseBefore();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the upgrade of " + folder + " cannot be ended", e);
        }
    }

    /**
     * The version of the folder's format.
     *
     * @throws IllegalArgumentException if it is newer, is not the market's, or an upgrade of it was interrupted
     */
    public int version() {
        try {
            if (isNew()) {
                throw new IllegalArgumentException("there is no data folder at " + folder);
            }
            var note = known();
            if (note.target().isPresent()) {
                throw new IllegalArgumentException(
                        "the upgrade of " + folder + " was interrupted: start the market in it, so that it goes on");
            }
            return note.version();
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder + " cannot be read", e);
        }
    }

    /** Notes where the market that runs in the folder answers. */
    public void answersAt(String address, Optional<String> certificate) {
        try {
            WholeFile.write(
                    folder.resolve(ADDRESS),
                    address + '\n' + certificate.map(print -> print + '\n').orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder + " cannot be written", e);
        }
    }

    private boolean isNew() throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is a file, and no data folder");
        }
        return names().isEmpty();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals(OF_THE_DISK))
                    .sorted()
                    .toList();
        }
    }

    private FormatNote known() throws IOException {
        var found = FormatNote.in(folder, format.name());
        var note = found.isPresent() ? found.get() : adopted();
        if (note.highest() > format.version()) {
            throw new IllegalArgumentException("the data folder " + folder + " has the format " + format.name() + '-'
                    + note.highest() + ", and this build reads no newer one than " + format.text()
                    + ": start a build at least as new as the one that wrote it, or name another folder with --data");
        }
        return note;
    }

    /** Folders from before formats were stated have version 1. */
    private FormatNote adopted() throws IOException {
        if (Files.exists(databaseIn(folder))) {
            try (var lock = DatabaseLock.of(databaseIn(folder))) {
                lock.refuseRunning();
            }
            FolderDatabase.refuseForeign(folder);
        } else {
            names().stream()
                    .filter(name -> !OWN.contains(name) && !name.startsWith(CLOCK))
                    .findFirst()
                    .ifPresent(this::refuseForeign);
        }
        var note = FormatNote.of(1);
        note.write(folder, format.name());
        return note;
    }

    private void refuseTaken() throws IOException {
        try (var lock = DatabaseLock.of(databaseIn(folder))) {
            lock.refuseRunning();
        }
    }

    private void refuseForeign(String name) {
        throw new IllegalArgumentException(folder + " is not a data folder of the market, and holds " + name
                + ": name an empty folder, or one that is not there yet, with --data");
    }

    private void upgrade(FormatNote from) throws IOException {
        var before = databaseIn(folder.resolve(BEFORE));
        var database = databaseIn(folder);
        try (var lock = DatabaseLock.of(database)) {
            lock.refuseRunning();
            if (from.target().isEmpty()) {
                forgetDatabaseBefore(); // of an upgrade that has ended: the market has gone on since
            }
            // first of all: from here on the build that wrote the folder keeps off
            new FormatNote(from.version(), OptionalInt.of(format.version())).write(folder, format.name());
            if (Files.exists(before)) {
                WholeFile.copy(before, database);
            } else if (Files.exists(database)) {
                Files.createDirectories(folder.resolve(BEFORE));
                WholeFile.copy(database, before);
            }
            for (Upgrade upgrade : upgrades.subList(from.version() - 1, upgrades.size())) {
                upgrade.apply(folder);
            }
        }
    }

    private void forgetDatabaseBefore() throws IOException {
        var before = folder.resolve(BEFORE);
        if (Files.exists(before)) {
            try (var files = Files.list(before)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(before);
        }
    }
}
