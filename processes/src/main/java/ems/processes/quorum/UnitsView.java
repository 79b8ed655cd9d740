package ems.processes.quorum;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import ems.processes.operations.ActionView;
import ems.processes.operations.Intervention;

/**
 * The road-side units of a grid.
 *
 * @param height of the newest block; -1: none yet
 * @param quorum how many must sign each block; 0: nobody signs
 * @param rows those that sign, those that shall, and others that the market asks
 * @param wanted others that shall sign; empty: nobody else
 * @param plan what was proposed last, or what the settings say: to begin another proposal with
 * @param orders latest proposals, the newest first
 * @param words how the quorum and the votes stand, in a sentence
 */
public record UnitsView(
        String grid,
        Instant clock,
        String person,
        long height,
        int quorum,
        List<UnitRow> rows,
        Optional<WantedUnits> wanted,
        ProposedUnits plan,
        List<Intervention> orders,
        ActionView proposing,
        String words) {

    /**
     * One unit.
     *
     * @param name empty: it has not answered yet
     * @param key {@code name+hash+key}; empty: it has not answered yet
     * @param address empty: it signs in the market's process, or nobody knows where it is
     * @param here whether it signs in the market's process
     * @param signs whether its signature counts now
     * @param shallSign whether it signs once what is wanted has its votes, or goes on to
     * @param vote of one that has a vote on what is wanted: given, or missing; empty otherwise
     * @param lastSigned height of the newest block that it signed; empty: none of the latest
     * @param blocks number that it is known to have; empty: it signs here
     * @param complaint what was wrong as it was asked last; empty: nothing
     */
    public record UnitRow(
            String name,
            String key,
            Optional<String> address,
            boolean here,
            boolean signs,
            boolean shallSign,
            Optional<Vote> vote,
            OptionalLong lastSigned,
            OptionalLong blocks,
            Optional<String> complaint) {}

    /** What became of a unit's vote. */
    public enum Vote {
        GIVEN,
        MISSING
    }

    /**
     * Units that shall sign instead.
     *
     * @param votes how many are there
     * @param needed how many of those that sign now must vote
     * @param missing why others have not voted, in words
     * @param approve what the owner of a unit runs, with the unit's folder for {@code DIR}, if the keys are right
     */
    public record WantedUnits(
            int quorum, List<String> keys, int votes, int needed, List<String> missing, String approve) {}

    /**
     * A proposal.
     *
     * @param here how many units of the market's process sign, where there are no addresses
     */
    public record ProposedUnits(int here, int quorum, List<String> addresses) {}
}
