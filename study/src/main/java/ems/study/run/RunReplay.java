package ems.study.run;

import java.nio.file.Path;

import ems.market.party.PeriodKey;
import ems.market.period.GridMarket;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.study.host.Books;
import ems.study.host.StudyHost;
import ems.study.output.OutputFolder;
import ems.study.plan.Inputs;
import ems.study.plan.Outputs;
import ems.study.plan.StudyRun;
import ems.study.result.RunBook;
import ems.study.result.RunResult;
import ems.study.scenario.Scenario;

/** One run: a market of its own, taken through every period of the study. */
final class RunReplay {

    private final StudyHost host;
    private final Scenario scenario;
    private final Inputs inputs;
    private final SharedForecasters forecasters;
    private final StudyRun run;
    private final boolean followed;
    private final Outputs outputs;

    RunReplay(
            StudyHost host,
            Scenario scenario,
            Inputs inputs,
            SharedForecasters forecasters,
            StudyRun run,
            boolean followed,
            Outputs outputs) {
        this.host = host;
        this.scenario = scenario;
        this.inputs = inputs;
        this.forecasters = forecasters;
        this.run = run;
        this.followed = followed;
        this.outputs = outputs;
    }

    RunResult take(OutputFolder out, Pace pace) {
        var plugging = new RunMarket(scenario, inputs, host.rules());
        var members = plugging.members(run);
        var folder = out.runFolder(run.id());
        try (Books books = books(folder);
                var book = new RunBook(run, scenario, inputs, members, folder, followed, outputs)) {
            var market =
                    plugging.opened(run, books, forecasters.of(run.forecast()), forecasters.fallbackOf(run.forecast()));
            var grid = market.grid();
            MatchingPeriod period = scenario.firstPeriod();
            for (int i = 0; i < scenario.periods(); i++) {
                var record = taken(market, books, new PeriodKey(grid, period));
                book.add(record, books.ledger().head(grid).orElseThrow());
                pace.oneMore();
                period = period.next();
            }
            return book.closed(
                    books.journal().inventories(grid, members.vehicleIds()),
                    books.ledger().head(grid));
        }
    }

    private Books books(Path folder) {
        return switch (outputs) {
            case ALL, PARQUET -> host.openBooks(run.grid(scenario), OutputFolder.created(folder.resolve("ledger")));
            case SUMMARY -> host.openBooks(run.grid(scenario));
        };
    }

    private PeriodRecord taken(GridMarket market, Books books, PeriodKey key) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("run " + run.title() + " was stopped at " + key);
        }
        host.takeThrough(key, market);
        var record = books.journal().read(key);
        if (!record.has(Step.SETTLE)) {
            throw new IllegalStateException("run " + run.title() + ": period " + key + " ended without settlement");
        }
        return record;
    }
}
