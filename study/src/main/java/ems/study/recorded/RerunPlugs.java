package ems.study.recorded;

import ems.market.physics.PhysicalBounds;
import ems.market.telemetry.Readings;

/**
 * What a market that runs recorded periods again asks besides the books.
 *
 * @param readings what meters and cars reported, as far as it is kept
 * @param physics beyond it, a report is suspect
 * @param process takes each period through its tasks
 */
public record RerunPlugs(Readings readings, PhysicalBounds physics, PeriodProcess process) {}
