package ems.study.whatif;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import ems.market.quantity.Price;
import ems.market.record.Permission;
import ems.market.record.RuleReference;
import ems.market.rule.ActiveRules;
import ems.market.rule.LimitQuestion;
import ems.market.rule.ParticipationQuestion;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.WindowLimits;

/**
 * Rules that tell which rows answered about limits and participation, as no period records those that granted.
 *
 * @param hits takes each row, once for each answer
 */
record RowsAsked(ActiveRules rules, Consumer<RuleReference> hits) implements ActiveRules {

    @Override
    public String version() {
        return rules.version();
    }

    @Override
    public List<Verdict<WindowLimits>> limits(List<LimitQuestion> questions) {
        return told(rules.limits(questions));
    }

    @Override
    public List<Verdict<Permission>> participation(List<ParticipationQuestion> questions) {
        return told(rules.participation(questions));
    }

    private <T> List<Verdict<T>> told(List<Verdict<T>> verdicts) {
        verdicts.forEach(verdict -> hits.accept(verdict.rule()));
        return verdicts;
    }

    @Override
    public List<Verdict<Duration>> correctionWindows(List<ParticipationQuestion> questions) {
        return rules.correctionWindows(questions);
    }

    @Override
    public List<Verdict<Price>> prices(List<PricingQuestion> questions) {
        return rules.prices(questions);
    }

    @Override
    public List<Boolean> cutByTheGrid(List<PricingQuestion> questions) {
        return rules.cutByTheGrid(questions);
    }
}
