package ems.study.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import ems.market.quantity.Energy;
import ems.study.plan.Inputs;
import ems.study.plan.StudyRun;
import ems.study.scenario.Algorithm;
import ems.study.scenario.Scenario;
import ems.study.scenario.TradingScenario;

/** All results of a study, and the inputs that they came from. */
public record Results(Scenario scenario, Inputs inputs, List<RunResult> runs) {

    public Results {
        runs = List.copyOf(runs);
    }

    /** Behind a unit or name of {@link Regret}'s energy: under a horizon price each kWh counts times the weight of its side. */
    public String asCounted() {
        return scenario.horizon().isNone() ? "" : " as counted";
    }

    private Optional<RunResult> find(TradingScenario trading, Algorithm algorithm, Optional<String> forecast) {
        return runs.stream()
                .filter(each -> each.run().is(trading, algorithm, forecast))
                .findFirst();
    }

    public Optional<RunResult> greedy(TradingScenario trading) {
        return find(trading, Algorithm.GREEDY, Optional.empty());
    }

    /** Optimal matching with the forecast that others are compared with. */
    public Optional<RunResult> optimal(TradingScenario trading) {
        return find(trading, Algorithm.OPTIMAL, Optional.of(StudyRun.reference(scenario.forecasts())));
    }

    /** The run that was followed; empty if there are no runs. */
    public Optional<RunResult> followed() {
        return runs.stream().filter(run -> run.followed().isPresent()).findFirst();
    }

    /** Versions of the rules that were active in any run. */
    public SortedSet<String> rules() {
        SortedSet<String> all = new TreeSet<>();
        runs.forEach(run -> all.addAll(run.rules()));
        return all;
    }

    public List<String> otherForecasts() {
        String reference = StudyRun.reference(scenario.forecasts());
        return scenario.forecasts().stream()
                .filter(each -> !each.equals(reference))
                .toList();
    }

    List<TradingScenario> shared() {
        return scenario.trading().stream()
                .filter(TradingScenario.Shared.class::isInstance)
                .toList();
    }

    /** How the energy traded changes from the reference to another forecast, optimal matching, in percent. */
    public Optional<BigDecimal> change(TradingScenario trading, String forecast) {
        return optimal(trading)
                .flatMap(reference -> find(trading, Algorithm.OPTIMAL, Optional.of(forecast))
                        .flatMap(other -> change(reference.traded(), other.traded())));
    }

    /** In percent, half-even at 0.01 %; empty if there was nothing to compare with. */
    static Optional<BigDecimal> change(Energy from, Energy to) {
        return from.isZero()
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(to.millijoules() - from.millijoules())
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(from.millijoules()), 2, RoundingMode.HALF_EVEN));
    }
}
