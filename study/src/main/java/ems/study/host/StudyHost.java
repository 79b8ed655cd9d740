package ems.study.host;

import java.nio.file.Path;
import java.util.Set;

import ems.market.forecast.Forecaster;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.rule.RuleBook;
import ems.market.telemetry.ReplayTelemetry;
import ems.market.telemetry.TelemetryStore;

/**
 * What a study needs from the application. Runs call it from several threads; each run has a grid, and so books, of
 * its own, while telemetry and rules are shared and only read once the data is in.
 */
public interface StudyHost extends ReplayTelemetry {

    TelemetryStore newTelemetry();

    /** Names of the forecast strategies that {@link #forecaster} knows. */
    Set<String> forecasts();

    /**
     * One that any number of runs may ask, from several threads.
     *
     * @param strategy one of {@link #forecasts()}
     */
    Forecaster forecaster(String strategy, ForecastSetting setting);

    /** The rules, frozen: one version for the whole study. */
    RuleBook rules();

    /** @param ledgerFolder where the ledger's export is written; it exists and is empty */
    Books openBooks(GridId grid, Path ledgerFolder);

    /** The same books for a run whose result is all that is wanted: their ledger is not exported. */
    Books openBooks(GridId grid);

    /**
     * Reads the blocks of an exported ledger in their order.
     *
     * @throws IllegalArgumentException if they cannot be read
     */
    void readLedger(Path folder, BlockReader reader);

    /**
     * Takes one period through its process, from its first task to its anchor; returns when it has ended.
     *
     * @throws RuntimeException if a step failed for good
     */
    void takeThrough(PeriodKey key, PeriodSteps steps);
}
