package ems.processes.draft;

import java.time.Instant;

/**
 * What a second person said of a draft.
 *
 * @param trail number of the trail's line
 * @param hash of the cells that were judged
 */
public record Judgement(
        long trail, long draft, String hash, String approver, Verdict verdict, String reason, Instant at) {

    /** Yes or no. */
    public enum Verdict {
        APPROVE,
        REFUSE
    }
}
