package ems.routes.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;
import ems.market.telemetry.ReplayReport;
import ems.routes.telemetry.IntakeReport;

/** Counts what becomes of the messages of a batch of lines. */
final class Tally {

    static final String DOOR = "replay";

    private final String file;
    private final Instant receivedAt;
    private final List<DeadLetter> letters = new ArrayList<>();
    private long accepted;
    private long repeated;
    private long refused;

    Tally(String file, Instant receivedAt) {
        this.file = file;
        this.receivedAt = receivedAt;
    }

    void accepted() {
        accepted++;
    }

    void repeated(int messages) {
        repeated += messages;
    }

    /** @param messages how many messages are lost with it */
    void refused(CsvLine line, int messages, String reason) {
        refused += messages;
        letters.add(new DeadLetter(DOOR, receivedAt, line.text(), file + ":" + line.number() + ": " + reason));
    }

    ReplayReport report() {
        return new ReplayReport(accepted, repeated, refused);
    }

    IntakeReport receipt(DeadLetters box) {
        return new IntakeReport(accepted, repeated, refused, letters, box);
    }
}
