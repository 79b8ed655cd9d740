package ems.routes.clock;

import java.util.List;
import java.util.Optional;

import ems.market.quantity.MatchingPeriod;

/**
 * What to do at a tick, in this order. A period is in at most one of skip and start, and in neither twice over time.
 *
 * @param close waiting periods whose exchange window has closed, oldest first
 * @param skip periods that will not run, to be recorded
 * @param start the period to start, which contains now
 */
public record TickPlan(List<MatchingPeriod> close, List<SkippedPeriods> skip, Optional<MatchingPeriod> start) {}
