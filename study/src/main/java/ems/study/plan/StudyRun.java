package ems.study.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import ems.market.party.GridId;
import ems.study.scenario.Algorithm;
import ems.study.scenario.MarketDesign;
import ems.study.scenario.Scenario;
import ems.study.scenario.TradingScenario;

/**
 * One replay of a study's data: who trades, how bids are paired, what is known ahead, and what the market does beyond the paper.
 *
 * @param compared whether the study has runs of other designs, so that its name must say which one this is
 */
public record StudyRun(
        TradingScenario trading, Algorithm algorithm, String forecast, MarketDesign design, boolean compared) {

    public static final String PERFECT = "perfect";
    public static final String PERSISTENCE = "persistence";

    /**
     * Every run of a scenario, in the order of tables: greedy once, optimal once for each forecast, either under each design. Who trades
     * with an EV of its own alone does so under the first design only: another one would change nothing.
     */
    public static List<StudyRun> of(Scenario scenario) {
        var designs = scenario.designs();
        List<StudyRun> runs = new ArrayList<>();
        for (TradingScenario trading : scenario.trading()) {
            boolean alone = trading instanceof TradingScenario.Isolated;
            for (Algorithm algorithm : scenario.algorithms()) {
                var forecasts =
                        algorithm == Algorithm.GREEDY ? List.of(reference(scenario.forecasts())) : scenario.forecasts();
                for (String forecast : forecasts) {
                    (alone ? designs.subList(0, 1) : designs)
                            .forEach(design -> runs.add(
                                    new StudyRun(trading, algorithm, forecast, design, !alone && designs.size() > 1)));
                }
            }
        }
        return runs;
    }

    /** The run that the report looks at closely: optimal matching, the best forecast, the most EVs, and the most beyond the paper. */
    public static StudyRun toFollow(List<StudyRun> runs) {
        Comparator<StudyRun> order = Comparator.comparing((StudyRun run) -> run.algorithm() == Algorithm.OPTIMAL)
                .thenComparing(run -> run.forecast().equals(PERFECT))
                .thenComparing(run -> run.trading().vehicles(0))
                .thenComparing(run -> run.design().additions());
        return runs.stream().max(order).orElseThrow();
    }

    /** The forecast that others are compared with: perfect if it is run, or else the first. */
    public static String reference(List<String> forecasts) {
        return forecasts.contains(PERFECT) ? PERFECT : forecasts.get(0);
    }

    /** Names the run's folder and grid. */
    public String id() {
        return trading.id() + "-" + algorithm.word() + (algorithm == Algorithm.GREEDY ? "" : "-" + forecast)
                + (compared ? "-" + design.id() : "");
    }

    public String title() {
        return trading.title() + ", " + algorithm.word() + (algorithm == Algorithm.GREEDY ? "" : ", " + forecast)
                + (compared ? ", " + design.words() : "");
    }

    /** Who trades, and under which design where there are several. */
    public String scenario() {
        return trading.title() + (compared ? ", " + design.words() : "");
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
