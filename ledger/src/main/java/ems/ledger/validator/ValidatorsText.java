package ems.ledger.validator;

import java.util.List;
import java.util.stream.Collectors;

import ems.ledger.note.NoteVerifier;
import ems.market.record.Validators;

/** Validators as a text that people pass on: {@code quorum N}, then the key of each as {@code name+hash+key}, a line each. */
public final class ValidatorsText {

    private static final String QUORUM = "quorum ";

    private ValidatorsText() {}

    public static String of(Validators validators) {
        return validators.keys().stream().collect(Collectors.joining("\n", QUORUM + validators.quorum() + "\n", "\n"));
    }

    /** @throws IllegalArgumentException if the lines are no such text, or a key stands under two names */
    public static Validators parse(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).matches(QUORUM + "[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("the first line is not 'quorum N' with N in [1, 100]");
        }
        int least = Integer.parseInt(lines.get(0).substring(QUORUM.length()));
        var validators = new Validators(least, lines.subList(1, lines.size()));
        var verifiers = Quorum.of(validators).verifiers();
        if (verifiers.stream().map(NoteVerifier::key).distinct().count() < verifiers.size()) {
            throw new IllegalArgumentException("a validator's key stands under two names");
        }
        return validators;
    }
}
