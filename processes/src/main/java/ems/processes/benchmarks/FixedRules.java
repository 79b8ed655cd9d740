package ems.processes.benchmarks;

import java.util.List;

import ems.market.party.PeriodKey;
import ems.market.quantity.Percentage;
import ems.market.quantity.Price;
import ems.market.record.Flow;
import ems.market.record.Permission;
import ems.market.record.RuleReference;
import ems.market.rule.ActiveRules;
import ems.market.rule.LimitQuestion;
import ems.market.rule.ParticipationQuestion;
import ems.market.rule.PricingQuestion;
import ems.market.rule.RuleBook;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.WindowLimits;

/** The paper's rules as plain Java: what the market costs without a rules engine. */
record FixedRules() implements ActiveRules, RuleBook {

    private static final RuleReference CODE = RuleReference.ofCode("The paper's rules, without tables");
    private static final WindowLimits LIMITS = new WindowLimits(Percentage.of(20), Percentage.of(80));
    private static final Percentage RESALE = Percentage.of(110);

    @Override
    public String version() {
        return "fixed";
    }

    @Override
    public ActiveRules openingPeriod(PeriodKey key) {
        return this;
    }

    @Override
    public ActiveRules version(String version) {
        return this;
    }

    @Override
    public List<Verdict<WindowLimits>> limits(List<LimitQuestion> questions) {
        return questions.stream()
                .<Verdict<WindowLimits>>map(question -> question.pluggedIn()
                        ? new Granted<>(LIMITS, CODE)
                        : new Verdict.Refused<>("away from a charging point", CODE))
                .toList();
    }

    @Override
    public List<Verdict<Permission>> participation(List<ParticipationQuestion> questions) {
        return questions.stream()
                .<Verdict<Permission>>map(question -> new Granted<>(
                        new Permission(
                                true,
                                question.proven().periodsSinceAcceptedBid().isPresent()),
                        CODE))
                .toList();
    }

    @Override
    public List<Verdict<Price>> prices(List<PricingQuestion> questions) {
        return questions.stream()
                .<Verdict<Price>>map(question -> new Granted<>(price(question), CODE))
                .toList();
    }

    private static Price price(PricingQuestion question) {
        return question.flow() == Flow.STORED
                ? question.grid().split()
                : question.grid().bounding(RESALE.of(question.cost()));
    }
}
