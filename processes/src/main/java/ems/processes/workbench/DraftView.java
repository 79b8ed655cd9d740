package ems.processes.workbench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import ems.processes.draft.TakenBack;
import ems.processes.operations.ActionView;
import ems.rules.draft.DraftEvidence;
import ems.rules.draft.TableDiff;
import ems.rules.draft.TableFinding;

/**
 * One draft, whole.
 *
 * @param clock of the grid
 * @param person who asks
 * @param base version that it began from
 * @param mergeBase version that it takes account of
 * @param hash of what its cells say, 64 hex digits
 * @param version that it would be; empty while it is not sound
 * @param revision how often it was saved
 * @param against version that is active now, which {@code diff} compares with
 * @param problems what is wrong with it, by the check that the market itself makes; the first of many
 * @param problemCount how many problems there are
 * @param sinceAsked what came to be known of its cells since approval was asked for; empty: nobody asks for it now
 * @param behind what it would take back if it were approved as it is; empty: nothing
 */
public record DraftView(
        long id,
        String grid,
        Instant clock,
        String person,
        String author,
        List<String> editors,
        String base,
        String mergeBase,
        Instant since,
        Instant changed,
        String state,
        String hash,
        Optional<String> version,
        long revision,
        List<TableView> tables,
        String against,
        List<TableFinding> problems,
        int problemCount,
        List<TableDiff> diff,
        Optional<RequestView> request,
        Optional<SinceAsked> sinceAsked,
        List<JudgementView> judgements,
        Optional<ScheduleView> scheduled,
        Optional<Behind> behind,
        List<ActionView> actions) {

    /**
     * One table.
     *
     * @param revision how often it was saved: the ETag of its address
     */
    public record TableView(String file, long revision, String text) {}

    /**
     * Approval is asked for.
     *
     * @param holdsFrom first period that is to use it; empty: as soon as it is approved
     * @param trail its number: a verdict is for this request
     * @param evidence what was known of the cells then; empty: an earlier build kept none
     */
    public record RequestView(
            String hash,
            String version,
            String by,
            Instant at,
            String reason,
            Optional<String> holdsFrom,
            long trail,
            Optional<DraftEvidence> evidence) {}

    /** What a second person said. */
    public record JudgementView(String approver, String verdict, String reason, Instant at, String hash, long trail) {}

    /**
     * From when it holds, or held.
     *
     * @param state WAITS, CLAIMED, ACTIVE, WITHDRAWN or OVERTAKEN
     * @param takenBack by whom and why, of what was withdrawn before its period
     * @param draft empty: an operator went back in an emergency
     */
    public record ScheduleView(
            String version,
            String from,
            String state,
            Optional<Long> draft,
            String person,
            String reason,
            Optional<String> activatedIn,
            long trail,
            Optional<TakenBack> takenBack) {}
}
