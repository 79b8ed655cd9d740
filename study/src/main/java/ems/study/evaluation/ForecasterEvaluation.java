package ems.study.evaluation;

import java.util.List;
import java.util.Optional;

import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.GlobalModel;
import ems.study.host.ForecastSetting;
import ems.study.host.StudyHost;
import ems.study.plan.Inputs;
import ems.study.run.Pace;

/**
 * Asks one forecaster minute by minute over all days, as a market would, and then trades the held-out day with it: what it
 * said it says again. Afterwards it is forgotten, so that only those at work take up memory.
 */
final class ForecasterEvaluation {

    private final StudyHost host;
    private final EvaluationPlan plan;
    private final Inputs inputs;
    private final Entrant entrant;

    ForecasterEvaluation(StudyHost host, EvaluationPlan plan, Inputs inputs, Entrant entrant) {
        this.host = host;
        this.plan = plan;
        this.inputs = inputs;
        this.entrant = entrant;
    }

    Evaluated evaluate(Pace pace) {
        var prosumers = plan.scenario().data().prosumers();
        long seed = entrant.seed().orElse(plan.scenario().seed());
        var forecaster = host.forecaster(
                entrant.strategy(), new ForecastSetting(inputs.readings(), prosumers, seed, Optional.empty()));
        var forecasts = asked(forecaster, prosumers, pace);
        return new Evaluated(
                entrant, forecasts, new HeldOutDayTrading(host, plan.heldOut(), inputs, forecaster).allScenarios(pace));
    }

    private List<NetPowers> asked(Forecaster forecaster, List<ProsumerId> prosumers, Pace pace) {
        int minutes = plan.scenario().periods();
        List<NetPowers> asked =
                prosumers.stream().map(prosumer -> new NetPowers(minutes)).toList();
        Optional<GlobalModel> recorded = Optional.empty();
        MatchingPeriod period = plan.scenario().firstPeriod();
        for (int minute = 0; minute < minutes; minute++) {
            refuseIfStopped(period);
            var forecasts = forecaster.forecasts(prosumers, period, recorded);
            for (int i = 0; i < prosumers.size(); i++) {
                asked.get(i).put(minute, Optional.ofNullable(forecasts.energy().get(prosumers.get(i))));
            }
            recorded = newest(forecasts, recorded);
            pace.oneMore();
            period = period.next();
        }
        return asked;
    }

    private static Optional<GlobalModel> newest(Forecasts forecasts, Optional<GlobalModel> before) {
        return forecasts.merges().stream()
                .filter(GlobalModel.class::isInstance)
                .map(GlobalModel.class::cast)
                .reduce((earlier, later) -> later)
                .or(() -> before);
    }

    private void refuseIfStopped(MatchingPeriod period) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("the evaluation of " + entrant.strategy() + " was stopped at " + period);
        }
    }
}
