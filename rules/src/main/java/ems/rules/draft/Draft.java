package ems.rules.draft;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ems.market.party.GridId;

/**
 * A change of a grid's rules that somebody works on. A grid has rules of its own: a draft is for one grid.
 *
 * @param author who began it
 * @param editors all who changed a cell of it, the author or not
 * @param base version that it began from
 * @param mergeBase version that was in force, or was to be, as it began or was brought up to date: it takes account of that one
 * @param revisions of its tables, by file name: how often each was saved
 * @param request the approval that was asked for last, if the cells are still as they were then
 */
public record Draft(
        long id,
        GridId grid,
        String author,
        Set<String> editors,
        String base,
        String mergeBase,
        Instant since,
        Instant changed,
        DraftState state,
        DraftTables tables,
        Map<String, Long> revisions,
        Optional<ApprovalRequest> request) {

    public Draft {
        editors = Set.copyOf(editors);
        revisions = Map.copyOf(revisions);
    }

    /** How often it was saved. */
    public long revision() {
        return revisions.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Why this person may not judge it, in a sentence; empty: the person may. */
    public Optional<String> mayNotJudge(String person) {
        if (person.equals(author)) {
            return Optional.of("You wrote this: another approver is needed.");
        }
        if (editors.contains(person)) {
            return Optional.of("You edited this: an approver is needed who did not.");
        }
        return request.filter(asked -> asked.by().equals(person))
                .map(asked -> "You asked for this approval: another approver is needed.");
    }
}
