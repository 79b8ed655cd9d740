package ems.ledger.unit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

import ems.ledger.validator.ValidatorChange;
import ems.ledger.validator.ValidatorsText;
import ems.market.record.Validators;

/**
 * Which validators a unit's owner wants next, in a file of the unit's folder: the unit votes for them and for no others. It is
 * good for one change, and ends as the unit takes a block that changes the validators. The file may be written while the unit runs.
 */
public final class OwnersApproval {

    private static final String FILE = "approved-validators.txt";

    private final Path file;

    public OwnersApproval(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /**
     * In place of what was approved before.
     *
     * @throws IllegalArgumentException if these are none that may be voted for
     */
    public void approve(Validators next) throws IOException {
        ValidatorChange.refuseUnfit(next);
        UnitFile.write(file, ValidatorsText.of(next));
    }

    /** @throws IllegalArgumentException if the file is no text of validators */
    public Optional<Validators> approved() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ValidatorsText.parse(Files.readAllLines(file, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is no approval: " + e.getMessage(), e);
        }
    }

    void end() throws IOException {
        Files.deleteIfExists(file);
    }

    /** What the owner runs to approve these. */
    String command(Validators next) {
        return "./ems validator approve --data " + word(String.valueOf(file.getParent())) + " --quorum " + next.quorum()
                + ' ' + next.keys().stream().map(OwnersApproval::word).collect(Collectors.joining(" "));
    }

    /** As a shell takes it for one word and runs nothing in it. */
    private static String word(String text) {
        return text.matches("[A-Za-z0-9._/+=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    public Path file() {
        return file;
    }
}
