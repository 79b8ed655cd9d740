package ems.market.record;

import ems.market.quantity.MatchingPeriod;

/**
 * A global model, and where it stands in the books.
 *
 * @param in the period whose record holds it; blocks of earlier periods come before it
 */
public record RecordedModel(GlobalModel model, MatchingPeriod in) {}
