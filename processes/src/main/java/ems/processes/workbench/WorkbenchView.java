package ems.processes.workbench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import ems.processes.operations.ActionView;
import ems.processes.workbench.DraftView.ScheduleView;
import ems.rules.table.Fault;

/**
 * The rules of a grid: what is active, what comes, and what is worked on.
 *
 * @param grids that run here: each has rules, drafts and a history of its own
 * @param clock of the grid
 * @param person who asks
 * @param active the version in force
 * @param tables of the active version
 * @param scheduled what becomes active in a later period, the latest first
 * @param refused what lies in the watched folder and is not active
 * @param waiting how many drafts wait for approval
 * @param emergency in words; empty unless an operator went back in an emergency and that still holds
 */
public record WorkbenchView(
        String grid,
        List<String> grids,
        Instant clock,
        String person,
        VersionRow active,
        List<ActiveTable> tables,
        List<ScheduleView> scheduled,
        List<Fault> refused,
        WatchedFolder folder,
        List<DraftRow> drafts,
        int waiting,
        Optional<String> emergency,
        List<ActionView> actions) {

    /**
     * A table that is in force.
     *
     * @param version of this table alone, as bills and receipts name it
     */
    public record ActiveTable(String file, String version, String question, String owner, int rules) {}

    /**
     * The folder that is watched for changes.
     *
     * @param closed whether what is saved there changes nothing
     * @param words what that means
     */
    public record WatchedFolder(String path, boolean closed, String words) {}
}
