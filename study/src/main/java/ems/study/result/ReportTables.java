package ems.study.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.study.plan.Profile;
import ems.study.report.Tables;
import ems.study.report.Tables.Change;
import ems.study.report.Tables.ForecastAgainstPerfect;
import ems.study.report.Tables.OptimalOverGreedy;
import ems.study.scenario.TradingScenario;

/** Tables I to III as the report takes them; table III stays empty unless other forecasts than the reference were run. */
final class ReportTables {

    private final Results results;

    ReportTables(Results results) {
        this.results = results;
    }

    Tables tables() {
        return new Tables(new PaperTables(results).isolatedBenefits(), optimalOverGreedy(), forecastsAgainstPerfect());
    }

    private List<OptimalOverGreedy> optimalOverGreedy() {
        List<OptimalOverGreedy> rows = new ArrayList<>();
        for (TradingScenario trading : results.shared()) {
            results.greedy(trading)
                    .ifPresent(greedy -> results.optimal(trading)
                            .flatMap(optimal -> row(trading, greedy, optimal))
                            .ifPresent(rows::add));
        }
        return rows;
    }

    private Optional<OptimalOverGreedy> row(TradingScenario trading, RunResult greedy, RunResult optimal) {
        List<Change> changes = new ArrayList<>();
        for (Profile each : results.inputs().profiles()) {
            Percent.change(Results.traded(greedy, each.prosumer()), Results.traded(optimal, each.prosumer()))
                    .ifPresent(percent -> changes.add(new Change(each.prosumer().text(), percent)));
        }
        return Percent.change(greedy.traded(), optimal.traded())
                .map(aggregate -> new OptimalOverGreedy(trading.title(), changes, aggregate));
    }

    private List<ForecastAgainstPerfect> forecastsAgainstPerfect() {
        List<ForecastAgainstPerfect> rows = new ArrayList<>();
        for (String forecast : results.otherForecasts()) {
            for (TradingScenario trading : results.scenario().trading()) {
                results.optimal(trading)
                        .flatMap(reference -> results.change(trading, reference, forecast))
                        .ifPresent(percent -> rows.add(new ForecastAgainstPerfect(trading.title(), forecast, percent)));
            }
        }
        return rows;
    }
}
