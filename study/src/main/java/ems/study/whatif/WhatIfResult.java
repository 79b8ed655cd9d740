package ems.study.whatif;

import java.util.Optional;
import java.util.Set;

/**
 * What settled periods would have been.
 *
 * @param periods that were gone over, the abandoned among them
 * @param abandoned that booked no trade, then and here
 * @param versions of the rules that were active
 * @param lines that came out exactly as they are booked, under these versions
 * @param bids of EVs that came out exactly so
 * @param pairs that came out exactly so
 * @param refused if the draft gives pairs no price: then there are no other prices to tell
 */
public record WhatIfResult(
        long periods,
        long abandoned,
        Set<String> versions,
        long lines,
        long bids,
        long pairs,
        Optional<RefusedPairs> refused,
        Optional<TradesEffect> prices,
        Optional<MinutesEffect> minutes,
        Optional<DayEffect> day) {}
