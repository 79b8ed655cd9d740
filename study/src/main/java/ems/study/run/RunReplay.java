package ems.study.run;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import ems.market.party.ElectricVehicle;
import ems.market.party.GridMembers;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.period.GridMarket;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.study.host.Books;
import ems.study.host.StudyHost;
import ems.study.output.OutputFolder;
import ems.study.plan.Inputs;
import ems.study.plan.StudyRun;
import ems.study.result.MatchingFiles;
import ems.study.result.RunFiles;
import ems.study.result.RunFollower;
import ems.study.result.RunResult;
import ems.study.result.RunTally;
import ems.study.scenario.Scenario;

/** One run: a market of its own, taken through every period of the study. */
final class RunReplay {

    private final StudyHost host;
    private final Scenario scenario;
    private final Inputs inputs;
    private final SharedForecasters forecasters;
    private final StudyRun run;
    private final boolean followed;

    RunReplay(
            StudyHost host,
            Scenario scenario,
            Inputs inputs,
            SharedForecasters forecasters,
            StudyRun run,
            boolean followed) {
        this.host = host;
        this.scenario = scenario;
        this.inputs = inputs;
        this.forecasters = forecasters;
        this.run = run;
        this.followed = followed;
    }

    RunResult take(OutputFolder out, Pace pace) {
        var plugging = new RunMarket(scenario, inputs, host.rules());
        var members = plugging.members(run);
        var tally = new RunTally(run, members, inputs.joining());
        Optional<RunFollower> follower = followed ? Optional.of(new RunFollower(members, inputs)) : Optional.empty();
        var folder = out.runFolder(run.id());
        try (Books books = host.openBooks(run.grid(scenario), OutputFolder.created(folder.resolve("ledger")));
                RunFiles files = new RunFiles(folder, scenario.start(), capacities(members));
                MatchingFiles matching = new MatchingFiles(folder, members.partners())) {
            var market =
                    plugging.opened(run, books, forecasters.of(run.forecast()), forecasters.fallbackOf(run.forecast()));
            MatchingPeriod period = scenario.firstPeriod();
            for (int i = 0; i < scenario.periods(); i++) {
                var record = taken(market, books, new PeriodKey(market.grid(), period));
                tally.add(record);
                files.add(record);
                matching.add(record);
                follower.ifPresent(each -> each.add(record, books.ledger()));
                pace.oneMore();
                period = period.next();
            }
            return tally.closed(books.journal(), books.ledger(), market.grid(), follower.map(RunFollower::followed));
        }
    }

    private static Map<VehicleId, Energy> capacities(GridMembers members) {
        return members.vehicles().stream().collect(Collectors.toMap(ElectricVehicle::id, ElectricVehicle::capacity));
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
