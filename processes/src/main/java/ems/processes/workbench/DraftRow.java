package ems.processes.workbench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A draft in a list.
 *
 * @param version that it would be; empty while it is not sound
 * @param changedRules how many rules differ from the active ones
 * @param problems how many faults its tables have
 * @param reason why approval is asked for; empty if it is not
 * @param holdsFrom first period that is to use it, if that was stated
 * @param mayJudge whether who asks may approve or refuse it
 * @param whyNot a sentence, if not
 */
public record DraftRow(
        long id,
        String grid,
        String author,
        List<String> editors,
        String base,
        Instant changed,
        String state,
        String hash,
        Optional<String> version,
        int changedRules,
        int problems,
        Optional<String> reason,
        Optional<String> holdsFrom,
        boolean mayJudge,
        Optional<String> whyNot) {}
