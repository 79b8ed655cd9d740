package ems.processes.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import ems.market.party.ProsumerId;
import ems.market.telemetry.MeterReading;

/**
 * A file to which something appends what the home's meter measured, a line at a time: each as the market's door for readings
 * takes it. A line that is not well-formed, or of another meter, is complained of and passed over.
 */
public final class FileMeter implements HomeMeter {

    private static final int MOST_AT_ONCE = 1 << 20;
    private static final int LONGEST_LINE = 100_000;
    /** Bytes that are read at the end of a long file: some days of samples of 10 s. */
    private static final long MOST_OF_THE_PAST = 8L << 20;

    private final Path file;
    private final OwnReadings readings;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long read;
    private long line;
    /** Whether it begins in the midst of a line, which is left out. */
    private boolean isWithinALine;

    public FileMeter(Path file, ProsumerId home, Consumer<String> complaints) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    file + " is no file: name one to which readings of " + home + " are appended, or make it");
        }
        this.file = file;
        this.readings = new OwnReadings(home, complaints);
        this.read = Math.max(0, file.toFile().length() - MOST_OF_THE_PAST);
        this.isWithinALine = read > 0;
    }

    /** All lines that have ended; the last one may still be written. */
    @Override
    public List<MeterReading> news() throws IOException {
        List<MeterReading> news = new ArrayList<>();
        byte[] more = more();
        while (more.length > 0) {
            for (byte b : more) {
                if (b == '\n') {
                    line++;
                    var text = begun.toString(StandardCharsets.UTF_8);
                    if (!isWithinALine && !text.isBlank()) {
                        news.addAll(readings.in(text, "line " + line + " of what is read of " + file));
                    }
                    isWithinALine = false;
                    begun.reset();
                } else if (begun.size() < LONGEST_LINE) {
                    begun.write(b);
                }
            }
            more = more();
        }
        return news;
    }

    private byte[] more() throws IOException {
        try (var from = new RandomAccessFile(file.toFile(), "r")) {
            if (from.length() < read) {
                throw new IOException(
                        file + " has become shorter: readings are only appended to it; start the agent again"
                                + " for another file");
            }
            from.seek(read);
            byte[] some = new byte[(int) Math.min(MOST_AT_ONCE, from.length() - read)];
            from.readFully(some);
            read += some.length;
            return some;
        }
    }
}
