package ems.study.run;

import ems.market.bid.SignedBids;
import ems.market.direct.FindDirectTrade;
import ems.market.forecast.Forecaster;
import ems.market.horizon.PlannedHorizon;
import ems.market.matching.GreedyMatcher;
import ems.market.party.GridMembers;
import ems.market.period.GridMarket;
import ems.market.period.MarketPorts;
import ems.market.record.DirectTradeSetting;
import ems.market.rule.RuleBook;
import ems.study.host.Books;
import ems.study.plan.Inputs;
import ems.study.plan.StudyRun;
import ems.study.scenario.Scenario;

/** Plugs the market of one run into a study's readings, prices and rules, and into books of its own. */
public record RunMarket(Scenario scenario, Inputs inputs, RuleBook rules) {

    public GridMembers members(StudyRun run) {
        return run.trading().members(scenario.data().prosumers(), inputs.vehicles());
    }

    /**
     * A market whose members are enrolled.
     *
     * @param fallback where the forecaster fails
     */
    public GridMarket opened(StudyRun run, Books books, Forecaster forecaster, Forecaster fallback) {
        var ports = new MarketPorts(
                        period -> scenario.prices(),
                        inputs.readings(),
                        new SeededArrivals(scenario.seed()),
                        SignedBids.NONE,
                        rules,
                        forecaster,
                        fallback,
                        run.algorithm().matcher(),
                        new GreedyMatcher(),
                        books.journal(),
                        books.ledger())
                .with(new PlannedHorizon(run.design().horizon(), books.journal(), books.ledger()))
                .with(FindDirectTrade.always(new DirectTradeSetting(run.design().directTrade(), "scenario")));
        var market = new GridMarket(run.grid(scenario), members(run), ports);
        market.open(scenario.firstPeriod(), inputs.joining());
        return market;
    }
}
