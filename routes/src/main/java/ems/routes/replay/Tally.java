package ems.routes.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;
import ems.market.telemetry.ReplayReport;
import ems.routes.telemetry.IntakeReport;
import ems.routes.text.CsvLine;

/** Counts what becomes of the messages of a batch of lines. */
final class Tally {

    static final String DOOR = "replay";

    private final String file;
    private final Instant receivedAt;
    private final Refusals refusals;
    private final List<DeadLetter> letters = new ArrayList<>();
    private long accepted;
    private long repeated;
    private long refused;

    /** @param refusals of the whole file */
    Tally(String file, Instant receivedAt, Refusals refusals) {
        this.file = file;
        this.receivedAt = receivedAt;
        this.refusals = refusals;
    }

    void accepted() {
        accepted++;
    }

    void repeated(int messages) {
        repeated += messages;
    }

    /**
     * @param party whose message it is; empty if the line as a whole cannot be read
     * @param messages how many messages are lost with it
     */
    void refused(CsvLine line, String party, int messages, String reason) {
        refused(line, party, messages, reason, false);
    }

    /** A second row for a time that says something else than the first. */
    void contradicted(CsvLine line, String party, String reason) {
        refused(line, party, 1, reason, true);
    }

    private void refused(CsvLine line, String party, int messages, String reason, boolean contradiction) {
        refused += messages;
        String placed = file + ":" + line.number() + ": " + reason;
        letters.add(new DeadLetter(DOOR, receivedAt, line.text(), placed));
        refusals.add(party, contradiction, reason, placed);
    }

    ReplayReport report() {
        return new ReplayReport(accepted, repeated, refused);
    }

    IntakeReport receipt(DeadLetters box) {
        return new IntakeReport(accepted, repeated, refused, letters, box);
    }
}
