package ems.processes.members;

import java.time.Instant;
import java.util.List;

import ems.processes.operations.ActionView;
import ems.processes.operations.Intervention;

/**
 * One party of a grid, with what was ordered of it.
 *
 * @param orders oldest first
 * @param actions what may be ordered of it now, and what follows
 */
public record MemberView(
        String grid,
        Instant clock,
        String person,
        MemberRow member,
        List<Intervention> orders,
        List<ActionView> actions) {}
