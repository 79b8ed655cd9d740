package ems.processes.watch;

import java.time.Instant;
import java.util.Optional;

/**
 * Refused messages with the same reason but for its numbers and names.
 *
 * @param door that refused them
 * @param reason with {@code #} for each number and {@code '..'} for each name
 * @param unseen how many came since somebody marked the group as seen
 * @param sample the text of the latest, at most its first 1,000 characters
 * @param sampleReason its whole reason
 * @param upTo number of the latest: it and those before may be marked as seen
 * @param seen under which number of the trail they were marked as seen
 */
public record LetterGroup(
        String door,
        String reason,
        long count,
        long unseen,
        Instant first,
        Instant last,
        String sample,
        String sampleReason,
        long upTo,
        Optional<Long> seen) {}
