package ems.processes.study;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

import org.apache.camel.CamelContext;

import ems.forecasting.FederatedSettings;
import ems.forecasting.Strategies;
import ems.forecasting.federation.FolderOfModels;
import ems.forecasting.federation.ModelStore;
import ems.ledger.export.ExportedEntries;
import ems.ledger.memory.StudyBooks;
import ems.market.forecast.Forecaster;
import ems.market.ledger.Ledger;
import ems.market.ledger.PeriodJournal;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.rule.RuleBook;
import ems.market.telemetry.DeadLetters;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.ReplayFile;
import ems.market.telemetry.ReplayTelemetry;
import ems.market.telemetry.Replayed;
import ems.market.telemetry.TelemetryStore;
import ems.processes.period.InMemoryPeriods;
import ems.processes.period.Markets;
import ems.routes.replay.CamelReplay;
import ems.routes.store.MemoryDeadLetters;
import ems.routes.store.MemoryTelemetry;
import ems.study.host.BlockReader;
import ems.study.host.Books;
import ems.study.host.ForecastSetting;
import ems.study.host.StudyHost;

/** Gives a study the live system's process, rules, doors and ledger, with everything kept in memory. */
public final class EngineHost implements StudyHost {

    private final InMemoryPeriods periods;
    private final Markets markets;
    private final ReplayTelemetry door;
    private final MemoryDeadLetters refused;
    private final RuleBook rules;

    private EngineHost(
            InMemoryPeriods periods, Markets markets, ReplayTelemetry door, MemoryDeadLetters refused, RuleBook rules) {
        this.periods = periods;
        this.markets = markets;
        this.door = door;
        this.refused = refused;
        this.rules = rules;
    }

    /** @param routes started, so that files can come in */
    public static EngineHost of(
            InMemoryPeriods periods, Markets markets, CamelContext routes, Clock clock, RuleBook rules) {
        var refused = new MemoryDeadLetters();
        var door = new CamelReplay(routes.createProducerTemplate(), refused, clock);
        return new EngineHost(periods, markets, door, refused, rules);
    }

    /** Messages of the data that were refused. */
    DeadLetters refused() {
        return refused;
    }

    @Override
    public TelemetryStore newTelemetry() {
        return new MemoryTelemetry();
    }

    @Override
    public void check(ReplayFile file) {
        door.check(file);
    }

    @Override
    public Replayed replay(ReplayFile file, Inbox inbox) {
        return door.replay(file, inbox);
    }

    @Override
    public Set<String> forecasts() {
        return Strategies.names();
    }

    @Override
    public Forecaster forecaster(String strategy, ForecastSetting setting) {
        return Strategies.of(
                strategy,
                new Strategies.Setting(
                        setting.readings(),
                        setting.prosumers(),
                        FederatedSettings.of(setting.seed()),
                        setting.models().<ModelStore>map(FolderOfModels::new).orElse(ModelStore.NONE)));
    }

    @Override
    public RuleBook rules() {
        return rules;
    }

    @Override
    public Books openBooks(GridId grid, Path ledgerFolder) {
        try {
            var books = StudyBooks.exportingTo(ledgerFolder, grid);
            return new GridBooks(grid, books);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Books openBooks(GridId grid) {
        return new GridBooks(grid, new StudyBooks(grid, OutputStream.nullOutputStream(), header -> {}));
    }

    @Override
    public void readLedger(Path folder, BlockReader reader) {
        try {
            new ExportedEntries(folder).forEachBlock(reader::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void takeThrough(PeriodKey key, PeriodSteps steps) {
        markets.openOnce(key.grid(), steps);
        periods.takeThrough(key);
    }

    /** The books of one run; with them its market closes. */
    private final class GridBooks implements Books {

        private final GridId grid;
        private final StudyBooks books;

        GridBooks(GridId grid, StudyBooks books) {
            this.grid = grid;
            this.books = books;
        }

        @Override
        public PeriodJournal journal() {
            return books;
        }

        @Override
        public Ledger ledger() {
            return books;
        }

        @Override
        public void close() {
            markets.close(grid);
            try {
                books.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
