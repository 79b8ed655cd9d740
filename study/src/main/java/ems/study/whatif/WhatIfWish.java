package ems.study.whatif;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.RuleReference;
import ems.market.rule.ActiveRules;

/**
 * What is to be gone over again.
 *
 * @param from the first period
 * @param before the first period that is too late
 * @param draft the rules that are tried
 * @param rows all rows of the draft, so that those which nothing hits show, too
 * @param activeRows all rows of a version that was active
 * @param changed takes each line that would have been booked otherwise
 */
public record WhatIfWish(
        WhatIfMode mode,
        MatchingPeriod from,
        MatchingPeriod before,
        ActiveRules draft,
        List<RuleReference> rows,
        Function<String, List<RuleReference>> activeRows,
        Consumer<ChangedTrade> changed) {}
