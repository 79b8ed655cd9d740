package ems.routes.telemetry;

import java.util.List;

import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;

/**
 * What became of the messages of one body or batch.
 *
 * @param refused number of messages refused; a line of a file that cannot be read may stand for several
 * @param letters what was refused and why
 * @param suspects what was accepted though it looks impossible, and why: the market decides
 * @param box where the letters go, suspects too
 */
public record IntakeReport(
        long accepted,
        long repeated,
        long refused,
        List<DeadLetter> letters,
        List<DeadLetter> suspects,
        DeadLetters box) {

    public IntakeReport {
        letters = List.copyOf(letters);
        suspects = List.copyOf(suspects);
    }

    /** Nothing that was accepted is suspect. */
    public IntakeReport(long accepted, long repeated, long refused, List<DeadLetter> letters, DeadLetters box) {
        this(accepted, repeated, refused, letters, List.of(), box);
    }

    static IntakeReport refusing(DeadLetter letter, DeadLetters box) {
        return new IntakeReport(0, 0, 1, List.of(letter), box);
    }

    public boolean hasLetters() {
        return !letters.isEmpty() || !suspects.isEmpty();
    }

    boolean isRefusedAltogether() {
        return refused > 0 && accepted == 0 && repeated == 0;
    }

    void keepLetters() {
        box.addAll(letters);
        box.addAll(suspects);
    }
}
