package ems.study.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import ems.market.quantity.Energy;
import ems.study.plan.Inputs;
import ems.study.plan.StudyRun;
import ems.study.scenario.Algorithm;
import ems.study.scenario.MarketDesign;
import ems.study.scenario.Scenario;
import ems.study.scenario.TradingScenario;

/** All results of a study, and the inputs that they came from. */
public record Results(Scenario scenario, Inputs inputs, List<RunResult> runs) {

    /** Which run a row of a table is of. */
    private static final List<String> RUN_COLUMNS = List.of("trading scenario", "matching", "forecast", "energy scale");

    /** One more of them where a study runs several designs side by side. */
    static final String DESIGN_COLUMN = "market";

    public Results {
        runs = List.copyOf(runs);
    }

    /** Behind a unit or name of {@link Regret}'s energy where any run has a horizon price, under which each kWh counts times the weight of its side. */
    public String asCounted() {
        return scenario.designs().stream()
                .map(MarketDesign::asCounted)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Heads of {@link #cellsOf}. */
    List<String> runColumns() {
        List<String> columns = new ArrayList<>(RUN_COLUMNS);
        if (scenario.comparesDesigns()) {
            columns.add(DESIGN_COLUMN);
        }
        return columns;
    }

    /** Begins a row of a table. */
    List<String> cellsOf(RunResult run) {
        List<String> cells = new ArrayList<>(List.of(
                run.run().trading().title(),
                run.run().algorithm().word(),
                run.run().forecast(),
                scenario.scale().word()));
        if (scenario.comparesDesigns()) {
            cells.add(run.run().design().words());
        }
        return cells;
    }

    /** The runs of the first design, with which others are compared: those of the paper's tables and figures. */
    public List<RunResult> ofFirstDesign() {
        return runs.stream().filter(this::isOfFirstDesign).toList();
    }

    boolean isOfFirstDesign(RunResult run) {
        return run.run().design().equals(scenario.designs().get(0));
    }

    private Optional<RunResult> find(TradingScenario trading, Algorithm algorithm, Optional<String> forecast) {
        return ofFirstDesign().stream()
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

    /** The run in which each prosumer trades with an EV of its own: greedy, as in the paper's figure 6; optimal if greedy was not run. */
    Optional<RunResult> isolated() {
        var isolated = new TradingScenario.Isolated();
        return greedy(isolated).or(() -> optimal(isolated));
    }

    /** How the energy traded changes from the reference to another forecast, optimal matching, in percent. */
    public Optional<BigDecimal> change(TradingScenario trading, String forecast) {
        return optimal(trading)
                .flatMap(reference -> find(trading, Algorithm.OPTIMAL, Optional.of(forecast))
                        .flatMap(other -> change(reference.traded(), other.traded())));
    }

    /** In percent, half-even at 0.01 %; empty if there was nothing to compare with. */
    static Optional<BigDecimal> change(Energy from, Energy to) {
        return change(from.millijoules(), to.millijoules());
    }

    /** The same of whole numbers in any unit. */
    static Optional<BigDecimal> change(long from, long to) {
        return from == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(to)
                        .subtract(BigDecimal.valueOf(from))
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(from), 2, RoundingMode.HALF_EVEN));
    }
}
