package ems.study.result;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import ems.market.party.ProsumerId;
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

    Optional<RunResult> find(TradingScenario trading, Algorithm algorithm, Optional<String> forecast) {
        return runs.stream()
                .filter(each -> each.run().is(trading, algorithm, forecast))
                .findFirst();
    }

    Optional<RunResult> greedy(TradingScenario trading) {
        return find(trading, Algorithm.GREEDY, Optional.empty());
    }

    /** Optimal matching with the forecast that others are compared with. */
    Optional<RunResult> optimal(TradingScenario trading) {
        return find(trading, Algorithm.OPTIMAL, Optional.of(StudyRun.reference(scenario.forecasts())));
    }

    List<String> otherForecasts() {
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

    /** How the energy traded changes from the reference to another forecast, optimal matching. */
    Optional<BigDecimal> change(TradingScenario trading, RunResult reference, String forecast) {
        return find(trading, Algorithm.OPTIMAL, Optional.of(forecast))
                .flatMap(other -> Percent.change(reference.traded(), other.traded()));
    }

    static Energy traded(RunResult run, ProsumerId prosumer) {
        return run.prosumers().stream()
                .filter(each -> each.prosumer().equals(prosumer))
                .findFirst()
                .orElseThrow()
                .traded();
    }
}
