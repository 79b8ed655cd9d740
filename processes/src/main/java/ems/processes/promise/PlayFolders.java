package ems.processes.promise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Folders in which features are played, each named by the market that made it. A market that was killed leaves its own: the next
 * one that starts deletes them.
 */
@Singleton
class PlayFolders {

    private static final String NAME = "ems-promises";
    private static final Pattern OF_A_MARKET = Pattern.compile(NAME + "-([0-9]{1,18})-[0-9]+");
    private static final Pattern ANY = Pattern.compile(NAME + "-?[0-9]+(-[0-9]+)?");
    /** No play takes so long: whatever a process of the same number is now, it made no such folder. */
    private static final Duration OLD = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger("ems.promises");

    /** What the folders of this market begin with. */
    static String prefix() {
        return NAME + "-" + ProcessHandle.current().pid() + "-";
    }

    void onStart(@Observes StartupEvent start) {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            sweep(temporary, Instant.now(), id -> ProcessHandle.of(id).isPresent());
        } catch (IOException | RuntimeException trouble) {
            LOG.warnf("Old folders %s* in %s are left: %s", NAME, temporary, trouble.getMessage());
        }
    }

    /**
     * Deletes what no market plays in any more.
     *
     * @param isAlive whether a process has this number
     * @return what was deleted
     */
    static List<Path> sweep(Path temporary, Instant now, LongPredicate isAlive) throws IOException {
        List<Path> left;
        try (Stream<Path> found = Files.list(temporary)) {
            left = found.filter(Files::isDirectory)
                    .filter(folder -> isLeft(folder, now, isAlive))
                    .toList();
        }
        left.forEach(FeaturesHome::delete);
        return left;
    }

    private static boolean isLeft(Path folder, Instant now, LongPredicate isAlive) {
        var name = folder.getFileName().toString();
        if (Files.isSymbolicLink(folder) || !ANY.matcher(name).matches()) {
            return false;
        }
        var market = OF_A_MARKET.matcher(name);
        return market.matches() && !isAlive.test(Long.parseLong(market.group(1)))
                || age(folder, now).compareTo(OLD) > 0;
    }

    private static Duration age(Path folder, Instant now) {
        try {
            return Duration.between(Files.getLastModifiedTime(folder).toInstant(), now);
        } catch (IOException gone) {
            return Duration.ZERO;
        }
    }
}
