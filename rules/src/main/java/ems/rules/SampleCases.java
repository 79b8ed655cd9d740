package ems.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

import ems.market.ledger.Participation;
import ems.market.party.GridPrices;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;
import ems.market.rule.ActiveRules;
import ems.market.rule.LimitQuestion;
import ems.market.rule.ParticipationQuestion;
import ems.market.rule.PricedDirection;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;
import ems.market.rule.WindowLimits;
import ems.rules.table.Condition;
import ems.rules.table.DecisionRow;
import ems.rules.table.ParticipationForm.Allowed;
import ems.rules.table.PricingAction;
import ems.rules.table.RowOutcome;

/**
 * What each row does in a few ordinary cases, for a person to compare with what was meant. A value that a row does not fit
 * is moved to the nearest one that it does.
 */
final class SampleCases {

    private static final VehicleId VEHICLE = new VehicleId("sample");
    private static final long STATUS_AGE_SECONDS = 60;
    private static final long CAPACITY = Energy.ofKilowattHours("79.5").millijoules();
    private static final long HALF_FULL = 5_000;
    private static final long FULL = 10_000;

    /** Prices in 1e-4 p/kWh. */
    private record Market(long cost, long gridBuys, long spread) {}

    private static final Market ORDINARY = new Market(179_450, 294_900, 230_900);
    private static final Market NEGATIVE = new Market(-30_000, 10_000, 60_000);

    private final ActiveRules rules;
    private final boolean pricesDirectTrade;

    /** @param pricesDirectTrade whether a row names trade between homes */
    SampleCases(ActiveRules rules, boolean pricesDirectTrade) {
        this.rules = rules;
        this.pricesDirectTrade = pricesDirectTrade;
    }

    List<String> ofPricing(DecisionRow<PricingAction> row) {
        var asked = row.conditions();
        Set<PricingQuestion> questions = new LinkedHashSet<>();
        for (PricedDirection direction : PricedDirection.values()) {
            if (asked.get(0).fits(direction.ordinal()) && (direction != PricedDirection.DIRECT || pricesDirectTrade)) {
                questions.add(question(direction, ORDINARY, asked));
                questions.add(question(direction, NEGATIVE, asked));
            }
        }
        int shown = row.outcome() instanceof RowOutcome.Refusal ? 1 : questions.size();
        return questions.stream().limit(shown).map(this::priced).toList();
    }

    List<String> ofLimits(DecisionRow<WindowLimits> row) {
        var asked = row.conditions();
        long capacity = asked.get(2).nearest(CAPACITY);
        long share = asked.get(3).nearest(HALF_FULL);
        var stored = new Energy((Math.multiplyExact(capacity, share) + FULL - 1) / FULL);
        var question = new LimitQuestion(
                VEHICLE,
                isYes(asked.get(0), true),
                Duration.ofSeconds(asked.get(1).nearest(STATUS_AGE_SECONDS)),
                new Energy(capacity),
                stored);
        return List.of((question.pluggedIn() ? "plugged in" : "away") + ", last report "
                + question.statusAge().toSeconds() + " s ago, battery of " + kilowattHours(question.capacity())
                + " that holds "
                + kilowattHours(stored) + " -> "
                + inWords(rules.limits(List.of(question)).get(0), limits -> window(limits, question.capacity())));
    }

    List<String> ofParticipation(DecisionRow<Allowed> row) {
        var asked = row.conditions();
        long periods = asked.get(2).nearest(1);
        var proven = new Participation(isYes(asked.get(0), true), isYes(asked.get(1), false), OptionalLong.of(periods));
        var verdict = rules.participation(List.of(new ParticipationQuestion(VEHICLE, proven)))
                .get(0);
        return List.of(
                (proven.enrolled() ? "enrolled" : "not enrolled") + (proven.revoked() ? ", revoked" : ", not revoked")
                        + ", last accepted bid " + periods + (periods == 1 ? " period" : " periods") + " ago -> "
                        + inWords(
                                verdict,
                                may -> (may.mayStore() ? "may store" : "may not store") + ", "
                                        + (may.mayRelease() ? "may release" : "may not release")));
    }

    private static PricingQuestion question(PricedDirection direction, Market market, List<Condition> asked) {
        long gridBuys = asked.get(2).nearest(market.gridBuys());
        long spread = asked.get(3).nearest(market.spread());
        var grid = new GridPrices(new Price(gridBuys - spread), new Price(gridBuys));
        return direction == PricedDirection.DIRECT
                ? PricingQuestion.betweenHomes(grid)
                : new PricingQuestion(direction, new Price(asked.get(1).nearest(market.cost())), grid);
    }

    private String priced(PricingQuestion question) {
        var verdict = rules.prices(List.of(question)).get(0);
        return question.direction().word()
                + (question.direction() == PricedDirection.DIRECT ? "" : ", cost " + pence(question.cost()))
                + ", grid asks " + pence(question.grid().buy()) + " and pays "
                + pence(question.grid().sell()) + " -> " + inWords(verdict, price -> pence(price) + " p/kWh");
    }

    private static boolean isYes(Condition condition, boolean usually) {
        return condition.nearest(usually ? 0 : 1) == 0;
    }

    private static String window(WindowLimits limits, Energy capacity) {
        return "trades between " + kilowattHours(limits.floor().of(capacity)) + " and "
                + kilowattHours(limits.ceiling().of(capacity));
    }

    private static <T> String inWords(Verdict<T> verdict, Function<T, String> granted) {
        if (verdict instanceof Granted<T> yes) {
            return granted.apply(yes.grant());
        }
        return "refused, " + ((Refused<T>) verdict).reason();
    }

    private static String pence(Price price) {
        return plain(price.toPencePerKilowattHour());
    }

    private static String kilowattHours(Energy energy) {
        return plain(energy.toKilowattHours()) + " kWh";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
