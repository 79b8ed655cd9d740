package ems.study.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import ems.study.plan.StudyRun;
import ems.study.scenario.Scenario;
import ems.study.scenario.StudyData.Recorded;

/**
 * What is compared on which days: the last one is held out, the others are the past to learn from.
 *
 * @param scenario over all days
 * @param strategies in the order of tables, the two baselines first
 * @param learning those of them that depend on a seed
 * @param seeds how many, counted up from the scenario's own
 */
public record EvaluationPlan(Scenario scenario, List<String> strategies, Set<String> learning, int seeds) {

    public static final String PERSISTENCE = StudyRun.PERSISTENCE;
    public static final String YESTERDAY = "same-time-yesterday";
    public static final String OF_THE_PAPER = "federated-absolute";
    /** Without any wish: the baselines, the vehicles' models, and their form in the paper. */
    public static final List<String> USUAL = List.of(PERSISTENCE, YESTERDAY, "federated", OF_THE_PAPER);

    public static final int DAYS = 7;
    public static final int SEEDS = 10;
    private static final int MOST_SEEDS = 1_000;
    static final int PERIODS_A_DAY = 1_440;

    /**
     * What was asked for.
     *
     * @param days of generated data; empty: {@link #DAYS}
     * @param strategies empty: {@link #USUAL}
     * @param ablation every variant that learns, beside them
     */
    public record Wish(Optional<Integer> days, List<String> strategies, boolean ablation, int seeds) {}

    /**
     * The strategies that there are.
     *
     * @param learning those that depend on a seed
     */
    public record Known(Set<String> all, List<String> learning) {}

    public EvaluationPlan {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new IllegalArgumentException("seeds: " + seeds + " is outside [1, " + MOST_SEEDS + "]");
        }
        if (scenario.days() < 2) {
            throw new IllegalArgumentException(
                    "days: " + scenario.days() + " leaves no past to learn from: at least 2");
        }
        strategies = List.copyOf(strategies);
    }

    /** @throws IllegalArgumentException if a strategy is unknown, or the days do not fit */
    public static EvaluationPlan of(Scenario scenario, Wish wish, Known known) {
        Set<String> strategies = new LinkedHashSet<>(List.of(PERSISTENCE, YESTERDAY));
        strategies.addAll(wish.strategies().isEmpty() ? USUAL : wish.strategies());
        if (wish.ablation()) {
            strategies.addAll(known.learning());
        }
        for (String strategy : strategies) {
            if (!known.all().contains(strategy)) {
                throw new IllegalArgumentException(
                        "strategies: '" + strategy + "' is none of " + String.join(", ", known.all()));
            }
        }
        Set<String> learning = new LinkedHashSet<>(known.learning());
        learning.retainAll(strategies);
        return new EvaluationPlan(over(scenario, wish.days()), List.copyOf(strategies), learning, wish.seeds());
    }

    private static Scenario over(Scenario scenario, Optional<Integer> days) {
        if (scenario.data() instanceof Recorded) {
            if (days.isPresent() && days.get() != scenario.days()) {
                throw new IllegalArgumentException("days: scenario " + scenario.name() + " reads files and lasts "
                        + scenario.days() + " days: --days is for generated data");
            }
            return scenario;
        }
        int many = days.orElse(DAYS);
        return scenario.lasting(scenario.end().minus(Duration.ofDays(many)), many);
    }

    /** The last day as a study of its own. */
    Scenario heldOut() {
        return scenario.lasting(scenario.end().minus(Duration.ofDays(1)), 1);
    }

    int heldOutDay() {
        return scenario.days() - 1;
    }

    Instant startOf(int day) {
        return scenario.start().plus(Duration.ofDays(day));
    }

    boolean learns(String strategy) {
        return learning.contains(strategy);
    }

    /** Returns the strategy's entrants, one for each seed. */
    List<Entrant> entrants(String strategy) {
        if (!learns(strategy)) {
            return List.of(Entrant.of(strategy));
        }
        List<Entrant> entrants = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            entrants.add(new Entrant(strategy, OptionalLong.of(scenario.seed() + i)));
        }
        return entrants;
    }

    List<Entrant> entrants() {
        return strategies.stream().flatMap(each -> entrants(each).stream()).toList();
    }

    String seedsText() {
        long first = scenario.seed();
        return seeds == 1 ? "1 seed, " + first : seeds + " seeds, " + first + " to " + (first + seeds - 1);
    }

    /** How many, for a cell; empty for a strategy that learns nothing. */
    String seedsOf(String strategy) {
        return learns(strategy) ? Integer.toString(seeds) : "";
    }

    /** The strategy that texts speak of: the first that learns; without one, what yesterday says. */
    String subject() {
        return strategies.stream().filter(this::learns).findFirst().orElse(YESTERDAY);
    }
}
