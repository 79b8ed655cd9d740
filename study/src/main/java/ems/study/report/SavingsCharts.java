package ems.study.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.study.result.Results;
import ems.study.result.RunResult;
import ems.study.result.Savings;
import ems.study.scenario.Algorithm;
import ems.study.scenario.MarketDesign;
import ems.study.scenario.Scenario;
import ems.study.scenario.TradingScenario;

/** The figures of {@link Savings} as JSON: what each market saved, in pence, and which energy it moved, in kWh. */
final class SavingsCharts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Results results;
    private final Scenario scenario;
    private final List<TradingScenario> shared;

    SavingsCharts(Results results) {
        this.results = results;
        this.scenario = results.scenario();
        this.shared = scenario.trading().stream()
                .filter(trading -> !(trading instanceof TradingScenario.Isolated))
                .filter(trading -> results.runs().stream()
                        .anyMatch(run -> run.run().trading().equals(trading)))
                .toList();
    }

    /** A market under one design and matching: a run, or none, for each number of EVs. */
    private record Market(String name, List<Optional<RunResult>> runs) {

        boolean wasRun() {
            return runs.stream().anyMatch(Optional::isPresent);
        }
    }

    /** Figures by name; none if every home was on its own. */
    ObjectNode json() {
        var json = JSON.objectNode();
        if (!shared.isEmpty()) {
            json.set("saved", saved());
            json.set("kept", kept());
        }
        return json;
    }

    private List<Market> markets() {
        return scenario.designs().stream()
                .flatMap(design -> scenario.algorithms().stream().map(algorithm -> market(design, algorithm)))
                .filter(Market::wasRun)
                .toList();
    }

    private Market market(MarketDesign design, Algorithm algorithm) {
        String name = !scenario.comparesDesigns()
                ? algorithm.word()
                : scenario.algorithms().size() > 1 ? design.words() + ", " + algorithm.word() : design.words();
        var its = results.runs().stream()
                .filter(run -> run.run().design().equals(design))
                .toList();
        return new Market(
                name,
                shared.stream()
                        .map(trading -> Comparison.best(its, trading.title(), algorithm))
                        .toList());
    }

    private ObjectNode saved() {
        var savings = new Savings(results);
        var figure = titled();
        ArrayNode markets = figure.putArray("markets");
        markets()
                .forEach(market -> markets.add(JSON.objectNode()
                        .put("name", market.name())
                        .set("pence", values(market, run -> pence(run.gridCostSaved())))));
        figure.put("possible", pence(savings.possible()));
        savings.ownBatteries().ifPresent(own -> figure.put("own", pence(own.gridCostSaved())));
        return figure;
    }

    private ObjectNode kept() {
        var figure = titled();
        ArrayNode panels = figure.putArray("panels");
        for (Market market : markets()) {
            ObjectNode panel = panels.addObject().put("name", market.name());
            panel.set("stored", values(market, run -> kilowattHours(run.stored())));
            panel.set("direct", values(market, run -> kilowattHours(run.direct())));
            panel.set("brought", values(market, run -> kilowattHours(run.brought())));
        }
        return figure;
    }

    private ObjectNode titled() {
        var figure = JSON.objectNode();
        ArrayNode scenarios = figure.putArray("scenarios");
        shared.forEach(trading -> scenarios.add(trading.title()));
        return figure;
    }

    private static ArrayNode values(Market market, Function<RunResult, BigDecimal> value) {
        var values = JSON.arrayNode();
        market.runs().forEach(run -> run.map(value).ifPresentOrElse(values::add, values::addNull));
        return values;
    }

    private static BigDecimal pence(Money money) {
        return money.toPence().setScale(2, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal kilowattHours(Energy energy) {
        return energy.toKilowattHours().setScale(3, RoundingMode.HALF_EVEN);
    }
}
