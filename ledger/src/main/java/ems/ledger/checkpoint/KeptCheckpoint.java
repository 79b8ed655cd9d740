package ems.ledger.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import ems.ledger.note.Checkpoint;
import ems.ledger.note.SignedNote;

/**
 * A checkpoint in a file, as the market serves it.
 *
 * @param note with the signatures under it; empty: nobody signed
 */
public record KeptCheckpoint(Checkpoint checkpoint, Optional<SignedNote> note) {

    private static final int MOST_BYTES = 1 << 16;

    /** @throws IllegalArgumentException if the file is no checkpoint */
    public static KeptCheckpoint parse(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new IllegalArgumentException("a checkpoint has at most " + MOST_BYTES + " bytes");
        }
        String text = new String(file, StandardCharsets.UTF_8);
        int end = text.indexOf("\n\n");
        return end < 0
                ? new KeptCheckpoint(Checkpoint.parse(text), Optional.empty())
                : new KeptCheckpoint(Checkpoint.parse(text.substring(0, end + 1)), Optional.of(SignedNote.parse(text)));
    }
}
