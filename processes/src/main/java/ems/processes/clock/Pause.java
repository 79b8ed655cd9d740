package ems.processes.clock;

import java.time.Instant;
import java.util.Optional;

import ems.console.course.NoticeNow;
import ems.market.party.GridId;
import ems.market.record.Abandonment;

/**
 * An operator lets a grid rest: no period starts.
 *
 * @param trail number under which the operator's trail keeps who ordered it, and why
 * @param since on the grid's clock
 * @param until the first instant at which periods start again by themselves; empty: when somebody resumes the grid
 */
public record Pause(GridId grid, long trail, Instant since, Optional<Instant> until) {

    boolean holdsAt(Instant now) {
        return until.isEmpty() || now.isBefore(until.get());
    }

    /** Why a period did not start, as the ledger keeps it. */
    public String reason() {
        return Abandonment.byPause(trail);
    }

    /** What a person should know meanwhile. */
    public NoticeNow notice() {
        return new NoticeNow(
                "the grid is " + reason() + " since " + since
                        + until.map(end -> ", until " + end).orElse(""),
                "No period starts and nothing is traded"
                        + until.map(end -> " until then").orElse("")
                        + "; messages are taken as ever. The operator's page resumes the grid.");
    }
}
