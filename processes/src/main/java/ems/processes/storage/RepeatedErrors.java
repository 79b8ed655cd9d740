package ems.processes.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

import io.quarkus.logging.LoggingFilter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

/**
 * Keeps a log readable while something stays broken. An error that comes again within a minute is counted, and the next one of its
 * kind says how many there were; two are of one kind if they differ in figures only. What says no more than that the database is
 * lost is left out, as {@link StoreWatch} says that in one sentence and ends the process.
 */
@LoggingFilter(name = "repeated-errors")
public final class RepeatedErrors implements Filter {

    private static final Pattern FIGURES =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+(?:[0-9.:TZ+-]*[0-9Z])?|@[0-9a-f]+");
    private static final Pattern LOST = Pattern.compile("This store is closed"
            + "|Database may be already in use|database has been closed|Writing to \\S+ failed|OverlappingFileLock"
            + "|connection is broken|object is already closed");
    /** As a cause of the database's; a backup says so of another disk. */
    private static final Pattern NO_DISK = Pattern.compile("No space left on device|Read-only file system");

    private static final int MOST_KINDS = 200;
    private static final int DEPTH = 10;

    private static final AtomicBoolean STORE_LOST = new AtomicBoolean();

    private final LongSupplier nanoseconds;
    private final Map<String, Repeats> known = new LinkedHashMap<>();

    private static final class Repeats {
        private long since;
        private long number;
    }

    public RepeatedErrors() {
        this(System::nanoTime);
    }

    /** @param nanoseconds as {@link System#nanoTime} */
    RepeatedErrors(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
    }

    /** From here on the process only ends: what fails on the way says nothing new. */
    static void storeIsLost() {
        STORE_LOST.set(true);
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getLevel().intValue() < Level.WARNING.intValue()) {
            return true;
        }
        String message = message(line);
        if (STORE_LOST.get() || isOfALostStore(message, line.getThrown())) {
            return false;
        }
        boolean isError = line.getThrown() != null || line.getLevel().intValue() >= Level.SEVERE.intValue();
        return !isError || isFirst(line, message);
    }

    private static String message(LogRecord line) {
        String message = line instanceof ExtLogRecord ext ? ext.getFormattedMessage() : line.getMessage();
        return message == null ? "" : message;
    }

    private static boolean isOfALostStore(String message, Throwable thrown) {
        if (LOST.matcher(message).find()) {
            return true;
        }
        var cause = thrown;
        for (int i = 0; i < DEPTH && cause != null; i++) {
            String why = cause.getMessage();
            if (why != null && (LOST.matcher(why).find() || NO_DISK.matcher(why).find())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private synchronized boolean isFirst(LogRecord line, String message) {
        long now = nanoseconds.getAsLong();
        var repeats = known.get(kind(line, message));
        if (repeats != null && now - repeats.since < TimeUnit.MINUTES.toNanos(1)) {
            repeats.number++;
            return false;
        }
        if (repeats == null) {
            repeats = new Repeats();
            if (known.size() >= MOST_KINDS) {
                known.remove(known.keySet().iterator().next());
            }
            known.put(kind(line, message), repeats);
        }
        if (repeats.number > 0) {
            say(line, message + " (and " + repeats.number + " more like it since the last one)");
        }
        repeats.since = now;
        repeats.number = 0;
        return true;
    }

    private static void say(LogRecord line, String message) {
        if (line instanceof ExtLogRecord ext) {
            ext.setMessage(message, FormatStyle.NO_FORMAT);
        } else {
            line.setMessage(message);
        }
    }

    private static String kind(LogRecord line, String message) {
        var thrown = line.getThrown();
        return line.getLoggerName()
                + '|'
                + FIGURES.matcher(message).replaceAll("#")
                + '|'
                + (thrown == null ? "" : thrown.getClass().getName());
    }
}
