package ems.routes.replay;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.ColumnMapping.TripColumns;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.market.telemetry.DeadLetters;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.ReplayFile;
import ems.market.telemetry.ReplayReport;
import ems.market.telemetry.Replayed;
import ems.routes.telemetry.IntakeReport;
import ems.routes.text.CsvLine;
import ems.routes.text.CsvLines;

/** One file on its way in, a batch of lines at a time. */
final class Replay implements AutoCloseable {

    private static final int LINES_A_BATCH = 1_000;

    private final String file;
    private final CsvLines lines;
    private final Rows rows;
    private final Instant receivedAt;
    private final DeadLetters deadLetters;
    private final Refusals refusals = new Refusals();
    private ReplayReport report = new ReplayReport(0, 0, 0);

    private Replay(String file, CsvLines lines, Rows rows, Instant receivedAt, DeadLetters deadLetters) {
        this.file = file;
        this.lines = lines;
        this.rows = rows;
        this.receivedAt = receivedAt;
        this.deadLetters = deadLetters;
    }

    /** @throws IllegalArgumentException if the file or its columns cannot be read */
    static Replay open(ReplayFile replay, Inbox inbox, Instant receivedAt, DeadLetters deadLetters) {
        var file = String.valueOf(replay.file().getFileName());
        try {
            var lines = CsvLines.of(replay.file());
            try {
                var header = Header.find(file, lines, replay.columns().names());
                return new Replay(file, lines, rows(replay, header, inbox), receivedAt, deadLetters);
            } catch (IllegalArgumentException e) {
                lines.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(replay, e);
        }
    }

    /** Looks for the columns only. */
    static void check(ReplayFile replay) {
        try (var lines = CsvLines.of(replay.file())) {
            Header.find(
                    String.valueOf(replay.file().getFileName()),
                    lines,
                    replay.columns().names());
        } catch (IOException e) {
            throw unreadable(replay, e);
        }
    }

    private static IllegalArgumentException unreadable(ReplayFile replay, IOException e) {
        return new IllegalArgumentException(
                replay.file()
                        + (e instanceof NoSuchFileException ? " is missing" : " cannot be read: " + e.getMessage()),
                e);
    }

    private static Rows rows(ReplayFile replay, Header header, Inbox inbox) {
        if (replay.columns() instanceof ProsumerColumns prosumers) {
            return new ProsumerRows(prosumers, replay.span(), header, inbox);
        }
        return replay.columns() instanceof TripColumns trips
                ? new TripRows(trips, replay.span(), header, inbox)
                : new VehicleRows((VehicleColumns) replay.columns(), replay.span(), header, inbox);
    }

    /** Some lines in a row. */
    record Batch(Replay replay, List<CsvLine> lines) {

        IntakeReport take() {
            return replay.take(lines);
        }
    }

    /** Batches of lines, for one pass; an empty batch is the last and marks the end of the file. */
    Iterator<Batch> batches() {
        return new Iterator<>() {
            private boolean ended;

            @Override
            public boolean hasNext() {
                return !ended;
            }

            @Override
            public Batch next() {
                var next = lines.next(LINES_A_BATCH);
                ended = next.isEmpty();
                return new Batch(Replay.this, next);
            }
        };
    }

    private IntakeReport take(List<CsvLine> batch) {
        var tally = new Tally(file, receivedAt, refusals);
        if (batch.isEmpty()) {
            rows.end(tally);
        }
        for (CsvLine line : batch) {
            if (!line.isBlank()) {
                rows.take(line, tally);
            }
        }
        report = report.plus(tally.report());
        return tally.receipt(deadLetters);
    }

    Replayed replayed() {
        return new Replayed(report, refusals.list(), rows.series(), rows.unmet());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
