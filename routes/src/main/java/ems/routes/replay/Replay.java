package ems.routes.replay;

import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.market.telemetry.DeadLetters;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.ReplayFile;
import ems.market.telemetry.ReplayReport;
import ems.routes.telemetry.IntakeReport;

/** One file on its way in, a batch of lines at a time. */
final class Replay implements AutoCloseable {

    private static final int LINES_A_BATCH = 1_000;

    private final String file;
    private final CsvLines lines;
    private final Rows rows;
    private final Instant receivedAt;
    private final DeadLetters deadLetters;
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
                var header = Header.of(file, lines.next());
                return new Replay(file, lines, rows(replay, header, inbox), receivedAt, deadLetters);
            } catch (IllegalArgumentException e) {
                lines.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(replay.file() + " cannot be read: " + e, e);
        }
    }

    private static Rows rows(ReplayFile replay, Header header, Inbox inbox) {
        return replay.columns() instanceof ProsumerColumns prosumers
                ? new ProsumerRows(prosumers, header, inbox)
                : new VehicleRows((VehicleColumns) replay.columns(), header, inbox);
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
        var tally = new Tally(file, receivedAt);
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

    ReplayReport report() {
        return report;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
