package ems.processes.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import ems.console.course.PeriodNow;
import ems.processes.page.PeriodView.BlockView;

/**
 * One period as an operator sees it. What it recorded is at {@code /api/grids/GRID/periods/START}.
 *
 * @param clock the grid's
 * @param person who asks
 * @param period its way, with error and advice in words
 * @param missed why it was never started; empty if it was
 * @param timeline what its instance did, oldest first; empty once the index has forgotten it
 * @param interventions what persons ordered of it, oldest first
 * @param diagram whether there is a picture of its instance
 */
public record PeriodOperation(
        String grid,
        Instant clock,
        String person,
        PeriodNow period,
        Optional<MissedPeriods> missed,
        List<StepRun> timeline,
        Optional<BlockView> block,
        List<Intervention> interventions,
        boolean diagram,
        List<ActionView> actions) {}
