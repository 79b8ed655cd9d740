package ems.processes.members;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.processes.operations.ActionView;

/**
 * A grid's members, by account.
 *
 * @param clock of the grid
 * @param person who asks
 * @param counts of all parties by state
 * @param found how many fit what was asked for
 * @param next the account after which the list goes on; empty: it ends here
 * @param enrolling whether who asks may enrol, and what follows
 */
public record MembersView(
        String grid,
        Instant clock,
        String person,
        Map<MemberState, Integer> counts,
        int found,
        List<MemberRow> rows,
        Optional<String> next,
        ActionView enrolling) {}
