package ems.study.whatif;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.Rejection;

/**
 * Pairs that traded, and would get no price under the draft: then the same trades cannot be priced.
 *
 * @param first the first of them, by the refusal of its prosumer
 */
public record RefusedPairs(long pairs, MatchingPeriod period, Rejection first) {}
