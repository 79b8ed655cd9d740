package ems.processes.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A grid's periods, as a list for an operator.
 *
 * @param clock the grid's
 * @param person who asks
 * @param rows newest period first
 * @param next to be asked for as {@code before}, if there are more rows
 * @param counts of all process instances that the index knows, by state
 * @param causes why periods stand still, the commonest first
 * @param actions what may be ordered of the grid
 */
public record OperationsView(
        String grid,
        Instant clock,
        String person,
        List<PeriodRow> rows,
        Optional<Instant> next,
        Map<PeriodState, Long> counts,
        List<CauseView> causes,
        Optional<PauseView> pause,
        List<ActionView> actions) {}
