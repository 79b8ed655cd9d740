package ems.study.evaluation;

import java.util.List;
import java.util.Optional;

import ems.market.forecast.Forecaster;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.study.host.Books;
import ems.study.host.StudyHost;
import ems.study.plan.Inputs;
import ems.study.plan.StudyRun;
import ems.study.result.RunTally;
import ems.study.run.DirectPeriods;
import ems.study.run.Pace;
import ems.study.run.RunMarket;
import ems.study.scenario.Algorithm;
import ems.study.scenario.Scenario;
import ems.study.scenario.TradingScenario;

/** A day's market with optimal matching and one forecaster, by plain calls: the market's steps, rules and ledger, and no process. */
final class HeldOutDayTrading {

    private final StudyHost host;
    private final Scenario day;
    private final Inputs inputs;
    private final Forecaster forecaster;
    private final DirectPeriods periods = new DirectPeriods();

    HeldOutDayTrading(StudyHost host, Scenario day, Inputs inputs, Forecaster forecaster) {
        this.host = host;
        this.day = day;
        this.inputs = inputs;
        this.forecaster = forecaster;
    }

    List<Traded> allScenarios(Pace pace) {
        return day.trading().stream().map(trading -> traded(trading, pace)).toList();
    }

    /** @throws IllegalStateException if energy or money does not close */
    private Traded traded(TradingScenario trading, Pace pace) {
        var run = new StudyRun(
                trading, Algorithm.OPTIMAL, forecaster.strategy(), day.designs().get(0), false);
        var plugging = new RunMarket(day, inputs, host.rules());
        var members = plugging.members(run);
        var tally = new RunTally(run, members, inputs.joining());
        try (Books books = host.openBooks(run.grid(day))) {
            var market = plugging.opened(run, books, forecaster, forecaster);
            MatchingPeriod period = day.firstPeriod();
            for (int minute = 0; minute < day.periods(); minute++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("the trading of " + run.title() + " was stopped at " + period);
                }
                var key = new PeriodKey(market.grid(), period);
                periods.takeThrough(key, market);
                tally.add(books.journal().read(key));
                pace.oneMore();
                period = period.next();
            }
            return Traded.of(tally.closed(
                    books.journal().inventories(market.grid(), members.vehicleIds()),
                    books.ledger().head(market.grid()),
                    Optional.empty()));
        }
    }
}
