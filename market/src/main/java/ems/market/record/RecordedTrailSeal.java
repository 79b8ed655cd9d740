package ems.market.record;

import ems.market.quantity.MatchingPeriod;

/**
 * A seal of the trail that stands in the journal.
 *
 * @param period that recorded it
 */
public record RecordedTrailSeal(TrailSeal seal, MatchingPeriod period) {}
