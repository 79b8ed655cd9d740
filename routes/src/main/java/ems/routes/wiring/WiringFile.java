package ems.routes.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import ems.routes.table.TableRefused;

/**
 * The file {@code wiring.csv} of a folder, which a person may save at any time. A sound table takes the place of the one before;
 * any other is refused as a whole, and the one before stays. For one thread.
 */
public final class WiringFile {

    public static final String NAME = "wiring.csv";

    private static final int MOST_BYTES_READ = 1_000_001;

    private final Path file;
    private byte[] seen;
    private WiringTable active;
    private Optional<String> refusal = Optional.empty();

    /**
     * Reads the table for the first time.
     *
     * @throws TableRefused if it is not sound
     * @throws IllegalArgumentException if it cannot be read
     */
    public WiringFile(Path folder) {
        this.file = folder.resolve(NAME);
        try {
            this.seen = bytes();
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: put a wiring table there (docs/devices.md)", e);
        }
        this.active = WiringTable.parse(NAME, seen);
    }

    /** Other tables of the folder, by name: people put them there, and nobody reads them. */
    public static List<String> passedOver(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".csv") && !name.equals(NAME))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    public WiringTable active() {
        return active;
    }

    /** Why the file, as it is now, is not what is active; empty if it is. */
    public Optional<String> refusal() {
        return refusal;
    }

    /** Looks at the file again; whether its rows, or whether it is sound, have changed since. */
    public boolean look() {
        try {
            var now = bytes();
            if (Arrays.equals(now, seen)) {
                return false;
            }
            seen = now;
            var table = WiringTable.parse(NAME, now);
            boolean isNews = refusal.isPresent() || !table.version().equals(active.version());
            active = table;
            refusal = Optional.empty();
            return isNews;
        } catch (TableRefused unsound) {
            return refuse(String.valueOf(unsound.getMessage()));
        } catch (IOException | RuntimeException e) {
            return refuse("cannot be read: " + e);
        }
    }

    private boolean refuse(String reason) {
        var words = Optional.of(
                file + " is refused and the table before stays, version " + active.version() + ": " + reason);
        boolean isNews = !refusal.equals(words);
        refusal = words;
        return isNews;
    }

    private byte[] bytes() throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES_READ);
        }
    }
}
