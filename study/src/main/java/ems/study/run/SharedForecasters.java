package ems.study.run;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import ems.market.forecast.Forecaster;
import ems.study.host.ForecastSetting;
import ems.study.host.StudyHost;
import ems.study.output.OutputFolder;
import ems.study.plan.Inputs;
import ems.study.plan.StudyRun;
import ems.study.scenario.Scenario;

import static java.util.Objects.requireNonNull;

/** The forecasters of a study: what a home will do is the same in all runs, so models learn once for all. */
final class SharedForecasters {

    private final Map<String, Forecaster> forecasters = new HashMap<>();

    SharedForecasters(StudyHost host, Scenario scenario, Inputs inputs, OutputFolder out) {
        for (String strategy : scenario.forecasts()) {
            var models = Optional.of(out.file(OutputFolder.MODELS).resolve(strategy));
            add(host, strategy, scenario, inputs, models);
        }
        if (host.forecasts().contains(StudyRun.PERSISTENCE)) {
            add(host, StudyRun.PERSISTENCE, scenario, inputs, Optional.empty());
        }
    }

    private void add(StudyHost host, String strategy, Scenario scenario, Inputs inputs, Optional<Path> models) {
        forecasters.computeIfAbsent(
                strategy,
                name -> host.forecaster(
                        name,
                        new ForecastSetting(inputs.readings(), scenario.data().prosumers(), scenario.seed(), models)));
    }

    Forecaster of(String strategy) {
        return requireNonNull(forecasters.get(strategy));
    }

    /** Takes over where one fails. */
    Forecaster fallbackOf(String strategy) {
        return forecasters.getOrDefault(StudyRun.PERSISTENCE, of(strategy));
    }
}
