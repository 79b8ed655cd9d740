package ems.processes.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ems.forecasting.PerfectForecaster;
import ems.forecasting.PersistenceForecaster;
import ems.market.forecast.Forecaster;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.processes.period.Markets;
import ems.study.host.Books;
import ems.study.plan.Inputs;
import ems.study.plan.StudyRun;
import ems.study.run.RunMarket;
import ems.study.scenario.Scenario;

/** Takes every run of a scenario through one layer, on so many threads, and writes nothing. */
final class LayerRunner {

    private final Scenario scenario;
    private final Inputs inputs;
    private final int threads;
    private final Markets markets;

    LayerRunner(Scenario scenario, Inputs inputs, int threads, Markets markets) {
        this.scenario = scenario;
        this.inputs = inputs;
        this.threads = threads;
        this.markets = markets;
    }

    long periods() {
        return (long) StudyRun.of(scenario).size() * scenario.periods();
    }

    void take(Layer layer) {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (StudyRun run : StudyRun.of(scenario)) {
                runs.add(pool.submit(() -> take(layer, run)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the benchmark was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("layer '" + layer.name() + "' failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void take(Layer layer, StudyRun run) {
        Forecaster persistence = new PersistenceForecaster(inputs.readings());
        Forecaster forecaster =
                run.forecast().equals(StudyRun.PERFECT) ? new PerfectForecaster(inputs.readings()) : persistence;
        try (Books books = layer.books().apply(run.grid(scenario))) {
            var market = new RunMarket(scenario, inputs, layer.rules()).opened(run, books, forecaster, persistence);
            var steps = layer.work().apply(market);
            MatchingPeriod period = scenario.firstPeriod();
            for (int i = 0; i < scenario.periods(); i++) {
                layer.take().accept(new PeriodKey(market.grid(), period), steps);
                period = period.next();
            }
        } finally {
            markets.close(run.grid(scenario));
        }
    }
}
