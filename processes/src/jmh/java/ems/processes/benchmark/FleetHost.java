package ems.processes.benchmark;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

import ems.market.forecast.Forecaster;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;
import ems.market.rule.RuleBook;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.ReplayFile;
import ems.market.telemetry.Replayed;
import ems.market.telemetry.TelemetryStore;
import ems.processes.benchmark.FleetCosts.Part;
import ems.processes.benchmark.TimedTasks.Spent;
import ems.study.host.BlockReader;
import ems.study.host.Books;
import ems.study.host.ForecastSetting;
import ems.study.host.StudyHost;

/** The host of a study with one run: notes what each part of the study costs on the way. */
final class FleetHost implements StudyHost {

    private final StudyHost host;
    private final TimedTasks tasks = new TimedTasks();
    private final Map<Part, Long> cpu = new EnumMap<>(Part.class);
    private final Map<PeriodSteps, PeriodSteps> timed = new IdentityHashMap<>();
    private Spent last;
    private Part since = Part.PREPARE;

    /** From now on the study prepares. */
    FleetHost(StudyHost host) {
        this.host = host;
        last = Spent.now();
        cpu.put(Part.START, last.cpu());
    }

    /** Everything since the last time was of the part before; what follows is of this one. */
    private void goOn(Part next) {
        var now = Spent.now();
        cpu.merge(since, now.since(last).cpu(), Long::sum);
        last = now;
        since = next;
    }

    /** CPU by part, ns, once the study has ended. */
    Map<Part, Long> ended() {
        goOn(Part.FILES);
        long inTasks = 0;
        for (Map.Entry<String, Spent> task : tasks.taken().entrySet()) {
            long spent = task.getValue().cpu();
            cpu.merge(part(Task.withId(task.getKey()).orElseThrow()), spent, Long::sum);
            inTasks += spent;
        }
        cpu.merge(Part.ENGINE, -inTasks, Long::sum);
        return cpu;
    }

    private static Part part(Task task) {
        return switch (task) {
            case COLLECT_BIDS, FORECAST, FORECAST_BY_PERSISTENCE, VERIFY_AND_LIMIT -> Part.BID;
            case MATCH, MATCH_GREEDILY -> Part.MATCH;
            case MEASURE_EXCHANGE, SETTLE -> Part.SETTLE;
            case ANCHOR, QUEUE_ANCHOR -> Part.SEAL;
        };
    }

    @Override
    public void takeThrough(PeriodKey key, PeriodSteps steps) {
        goOn(Part.ENGINE);
        host.takeThrough(key, timed.computeIfAbsent(steps, tasks::around));
        goOn(Part.FILES);
    }

    @Override
    public TelemetryStore newTelemetry() {
        return host.newTelemetry();
    }

    @Override
    public void check(ReplayFile file) {
        host.check(file);
    }

    @Override
    public Replayed replay(ReplayFile file, Inbox inbox) {
        return host.replay(file, inbox);
    }

    @Override
    public Set<String> forecasts() {
        return host.forecasts();
    }

    @Override
    public Forecaster forecaster(String strategy, ForecastSetting setting) {
        return host.forecaster(strategy, setting);
    }

    @Override
    public RuleBook rules() {
        return host.rules();
    }

    @Override
    public Books openBooks(GridId grid, Path ledgerFolder) {
        return host.openBooks(grid, ledgerFolder);
    }

    @Override
    public Books openBooks(GridId grid) {
        return host.openBooks(grid);
    }

    @Override
    public void readLedger(Path folder, BlockReader reader) {
        host.readLedger(folder, reader);
    }
}
