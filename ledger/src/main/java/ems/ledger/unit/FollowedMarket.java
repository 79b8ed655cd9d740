package ems.ledger.unit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import ems.ledger.note.NoteVerifier;

/** The market whose blocks a unit takes: whose key it was told, or the first that sends one. The unit's folder keeps the key. */
final class FollowedMarket {

    private static final String FILE = "market-key.txt";

    private final Path file;
    private Optional<NoteVerifier> key;

    /** @throws IllegalArgumentException if the folder's blocks are from another market than was told */
    FollowedMarket(Path folder, Optional<NoteVerifier> told) throws IOException {
        this.file = folder.resolve(FILE);
        this.key = Files.exists(file) ? Optional.of(kept(told)) : told;
    }

    private NoteVerifier kept(Optional<NoteVerifier> told) throws IOException {
        var kept = NoteVerifier.parse(
                Files.readString(file, StandardCharsets.UTF_8).strip());
        if (told.isPresent() && !told.get().equals(kept)) {
            throw new IllegalArgumentException("the blocks in " + file.getParent() + " are from the market "
                    + kept.text() + ", not from " + told.get().text() + ": name another folder, or that market");
        }
        return kept;
    }

    /** Empty: none yet. */
    Optional<NoteVerifier> key() {
        return key;
    }

    /** @throws IllegalArgumentException if nobody says which market it is */
    void refuseUnknown() {
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    file + " is missing, and blocks are there: name the market that they are from with --market");
        }
    }

    /** From now on this one and no other; the file is written whole or not at all. */
    void follow(NoteVerifier market) throws IOException {
        key = Optional.of(market);
        if (Files.exists(file)) {
            return;
        }
        UnitFile.write(file, market.text() + '\n');
    }
}
