package ems.rules.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import ems.market.quantity.Price;
import ems.market.record.Permission;
import ems.market.record.RuleReference;
import ems.market.rule.ActiveRules;
import ems.market.rule.LimitQuestion;
import ems.market.rule.ParticipationQuestion;
import ems.market.rule.PricedDirection;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;
import ems.market.rule.WindowLimits;
import ems.rules.table.DecisionTable;
import ems.rules.table.ParticipationForm.Allowed;
import ems.rules.table.PricingAction;
import ems.rules.table.PricingForm;

/** The three tables of one version, run by Drools. Thread-safe. */
public final class CompiledRules implements ActiveRules {

    private final String version;
    private final CompiledTable<PricingAction> pricing;
    private final boolean pricesDirectTrade;
    private final CompiledTable<WindowLimits> limits;
    private final CompiledTable<Allowed> participation;

    public CompiledRules(
            String version,
            DecisionTable<PricingAction> pricing,
            DecisionTable<WindowLimits> limits,
            DecisionTable<Allowed> participation) {
        this.version = version;
        var engine = RuleEngine.compiling(
                version,
                Map.of(
                        pricing.name(), DecisionTableRules.of(pricing, PricingFact.class),
                        limits.name(), DecisionTableRules.of(limits, LimitFact.class),
                        participation.name(), DecisionTableRules.of(participation, ParticipationFact.class)));
        this.pricing = new CompiledTable<>(pricing, engine);
        this.pricesDirectTrade = PricingForm.pricesDirectTrade(pricing);
        this.limits = new CompiledTable<>(limits, engine);
        this.participation = new CompiledTable<>(participation, engine);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<Verdict<WindowLimits>> limits(List<LimitQuestion> questions) {
        return limits.answer(facts(questions, LimitFact::new), CompiledTable.Answering.asWritten());
    }

    @Override
    public List<Verdict<Permission>> participation(List<ParticipationQuestion> questions) {
        return participation(questions, Allowed::permission);
    }

    @Override
    public List<Verdict<Duration>> correctionWindows(List<ParticipationQuestion> questions) {
        return participation(questions, Allowed::corrected);
    }

    private <T> List<Verdict<T>> participation(List<ParticipationQuestion> questions, Function<Allowed, T> part) {
        return participation.answer(
                facts(questions, (number, question) -> new ParticipationFact(number, question.proven())),
                (allowed, question, rule) -> new Granted<>(part.apply(allowed), rule));
    }

    @Override
    public List<Verdict<Price>> prices(List<PricingQuestion> questions) {
        return pricing.answer(
                facts(questions, this::fact),
                (action, question, rule) -> priced(action, questions.get(question), rule));
    }

    @Override
    public List<Boolean> cutByTheGrid(List<PricingQuestion> questions) {
        List<Verdict<Boolean>> cut = pricing.answer(
                facts(questions, this::fact),
                (action, question, rule) -> new Granted<>(action.isCutByTheGrid(questions.get(question)), rule));
        return cut.stream()
                .map(verdict -> verdict instanceof Granted<Boolean> granted && granted.grant())
                .toList();
    }

    /** A table of which no row names trade between homes is asked as for a home that sells to an EV. */
    private PricingFact fact(int number, PricingQuestion question) {
        boolean standsIn = question.direction() == PricedDirection.DIRECT && !pricesDirectTrade;
        return new PricingFact(
                number,
                standsIn ? new PricingQuestion(PricedDirection.STORED, question.cost(), question.grid()) : question);
    }

    /** A price outside the grid's becomes a refusal: {@code PriceProbe} found none before the table became active, but it does not try all. */
    private static Verdict<Price> priced(PricingAction action, PricingQuestion question, RuleReference rule) {
        Price price = action.price(question);
        return question.grid().suit(price)
                ? new Granted<>(price, rule)
                : new Refused<>(
                        "price of " + price + " is outside the grid's ["
                                + question.grid().sell() + ", "
                                + question.grid().buy() + "]",
                        rule);
    }

    private interface Facts<Q, F> {
        F of(int number, Q question);
    }

    private static <Q, F extends Fact> List<F> facts(List<Q> questions, Facts<Q, F> facts) {
        List<F> numbered = new ArrayList<>(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            numbered.add(facts.of(i, questions.get(i)));
        }
        return numbered;
    }
}
