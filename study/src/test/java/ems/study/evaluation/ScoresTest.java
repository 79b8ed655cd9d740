package ems.study.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;

import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioFile;

import static org.assertj.core.api.Assertions.assertThat;

/** One home, two days; only the first three minutes are known at all. */
class ScoresTest {

    private static final int MINUTES = 2 * EvaluationPlan.PERIODS_A_DAY;
    private static final Optional<Integer> HOME = Optional.of(0);

    private final EvaluationPlan plan = new EvaluationPlan(
            twoDays(), List.of("persistence", "same-time-yesterday", "federated"), Set.of("federated"), 2);

    private final Scores scores = new Scores(
            plan,
            List.of(Powers.of(MINUTES, 100, 200, 300)),
            List.of(
                    said("persistence", OptionalLong.empty(), 0, 100, 200),
                    said("same-time-yesterday", OptionalLong.empty(), null, 100, 300),
                    said("federated", OptionalLong.of(7), 100, 160, 300),
                    said("federated", OptionalLong.of(8), 100, 200, 380)));

    private static Evaluated said(String strategy, OptionalLong seed, Integer... watts) {
        return new Evaluated(new Entrant(strategy, seed), List.of(Powers.of(MINUTES, watts)), List.of());
    }

    @Test
    void aMinuteThatOneCouldNotForecastIsLeftOutForAll() {
        assertThat(scores.minutes(0, HOME)).isEqualTo(2);
        assertThat(scores.leftOut(0, HOME)).isEqualTo(1_438);
        assertThat(scores.minutes(1, Optional.empty())).isZero();
        assertThat(scores.measured(Measure.MAE, Entrant.of("persistence"), 0, HOME))
                .hasValue(100);
    }

    @Test
    void theSeedsOfAStrategyAreSummedUp() {
        var error = scores.overSeeds(Measure.MAE, "federated", 0, HOME).orElseThrow();
        var skill = scores.overSeeds(Measure.SKILL, "federated", 0, HOME).orElseThrow();

        assertThat(error.mean()).isEqualTo((20 + 40) / 2.0);
        assertThat(error.worst()).as("largest error").isEqualTo(40);
        assertThat(skill.mean()).isEqualTo((92 + 68) / 2.0);
        assertThat(skill.worst()).as("smallest skill").isEqualTo(68);
        assertThat(scores.overSeeds(Measure.SKILL, "federated", 1, HOME)).isEmpty();
    }

    private static Scenario twoDays() {
        var demo = ScenarioFile.find("demo").scenario();
        return demo.lasting(demo.start(), 2);
    }
}
