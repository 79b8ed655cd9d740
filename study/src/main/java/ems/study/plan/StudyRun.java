package ems.study.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import ems.market.party.GridId;
import ems.study.scenario.Algorithm;
import ems.study.scenario.Scenario;
import ems.study.scenario.TradingScenario;

/** One replay of a study's data: who trades, how bids are paired, and what is known ahead. */
public record StudyRun(TradingScenario trading, Algorithm algorithm, String forecast) {

    public static final String PERFECT = "perfect";
    public static final String PERSISTENCE = "persistence";

    /** Every run of a scenario, in the order of tables: greedy once, optimal once for each forecast. */
    public static List<StudyRun> of(Scenario scenario) {
        List<StudyRun> runs = new ArrayList<>();
        for (TradingScenario trading : scenario.trading()) {
            for (Algorithm algorithm : scenario.algorithms()) {
                if (algorithm == Algorithm.GREEDY) {
                    runs.add(new StudyRun(trading, algorithm, reference(scenario.forecasts())));
                } else {
                    scenario.forecasts().forEach(forecast -> runs.add(new StudyRun(trading, algorithm, forecast)));
                }
            }
        }
        return runs;
    }

    /** The run that the report looks at closely: optimal matching, the best forecast, and the most EVs. */
    public static StudyRun toFollow(List<StudyRun> runs) {
        Comparator<StudyRun> order = Comparator.comparing((StudyRun run) -> run.algorithm() == Algorithm.OPTIMAL)
                .thenComparing(run -> run.forecast().equals(PERFECT))
                .thenComparing(run -> run.trading().vehicles(0));
        return runs.stream().max(order).orElseThrow();
    }

    /** The forecast that others are compared with: perfect if it is run, or else the first. */
    public static String reference(List<String> forecasts) {
        return forecasts.contains(PERFECT) ? PERFECT : forecasts.get(0);
    }

    /** Names the run's folder and grid. */
    public String id() {
        return trading.id() + "-" + algorithm.word() + (algorithm == Algorithm.GREEDY ? "" : "-" + forecast);
    }

    public String title() {
        return trading.title() + ", " + algorithm.word() + (algorithm == Algorithm.GREEDY ? "" : ", " + forecast);
    }

    public GridId grid(Scenario scenario) {
        return new GridId(scenario.name() + "." + id());
    }

    public boolean is(TradingScenario itsTrading, Algorithm itsAlgorithm, Optional<String> itsForecast) {
        return trading.equals(itsTrading)
                && algorithm == itsAlgorithm
                && itsForecast.map(forecast::equals).orElse(true);
    }
}
