package ems.processes.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every version of the rules that a grid ever had, newest first.
 *
 * @param wrong how many of them are not as the ledger and the archive must have them
 */
public record RuleVersionsView(String grid, Instant clock, int wrong, List<RuleVersionView> versions) {

    /**
     * One version, from when to when.
     *
     * @param version its hash, as each period that used it records it
     * @param since first period that used it; empty: no period has opened yet
     * @param until first period that no longer used it; empty: it is active
     * @param how delivered, saved, approved or restored
     * @param author who wrote the draft that it was
     * @param approver who approved it, or went back to it in an emergency
     * @param trail number of the trail's line that says so
     * @param firstBlock height of the block of the first period; empty: it is not sealed
     * @param lastBlock height of the last sealed block of its time; empty: none is sealed
     * @param kept whether the archived tables still have this hash
     * @param late of both periods, those that name another version and were opened late, in sentences
     * @param wrong what does not agree, in sentences; empty: the archived tables have this hash, and both blocks name it, save
     *     those that opened late
     */
    public record RuleVersionView(
            String version,
            Optional<String> since,
            Optional<String> until,
            String how,
            Optional<String> author,
            Optional<String> approver,
            OptionalLong trail,
            OptionalLong firstBlock,
            OptionalLong lastBlock,
            boolean kept,
            List<String> late,
            List<String> wrong) {}
}
