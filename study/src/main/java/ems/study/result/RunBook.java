package ems.study.result;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import ems.market.ledger.BlockHeader;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridMembers;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.PeriodRecord;
import ems.study.plan.Inputs;
import ems.study.plan.Outputs;
import ems.study.plan.StudyRun;
import ems.study.scenario.Scenario;

/**
 * Takes in a run's periods one by one: writes the run's tables, sums it up, and looks closely at one run of a study. It
 * asks for nothing but records and blocks, so that a run and its ledger give the same tables.
 */
public final class RunBook implements AutoCloseable {

    private final RunTally tally;
    private final Optional<RunFollower> follower;
    private final PeriodFile periods;
    private final Optional<RunFiles> files;
    private final Optional<MatchFile> matches;

    /**
     * @param folder of the run's tables
     * @param followed whether this is the run to look at closely
     * @param outputs which tables are written
     */
    public RunBook(
            StudyRun run,
            Scenario scenario,
            Inputs inputs,
            GridMembers members,
            Path folder,
            boolean followed,
            Outputs outputs) {
        tally = new RunTally(run, members, inputs.joining());
        follower = followed ? Optional.of(new RunFollower(members, inputs)) : Optional.empty();
        var format = outputs == Outputs.PARQUET ? TableFormat.PARQUET : TableFormat.CSV;
        periods = new PeriodFile(folder, format, !run.design().horizon().isNone());
        boolean rows = outputs != Outputs.SUMMARY;
        files = rows
                ? Optional.of(new RunFiles(folder, format, scenario.start(), capacities(members)))
                : Optional.empty();
        boolean direct = run.design().tradesDirectly();
        matches = rows ? Optional.of(new MatchFile(folder, format, members.partners(), direct)) : Optional.empty();
    }

    private static Map<VehicleId, Energy> capacities(GridMembers members) {
        return members.vehicles().stream().collect(Collectors.toMap(ElectricVehicle::id, ElectricVehicle::capacity));
    }

    /** @param block that holds the period's entries */
    public void add(PeriodRecord record, BlockHeader block) {
        tally.add(record);
        periods.add(record);
        files.ifPresent(each -> each.add(record));
        matches.ifPresent(each -> each.add(record));
        follower.ifPresent(each -> each.add(record, block));
    }

    /**
     * @param held what the market's books say at the end, of each EV
     * @param head the last block
     * @return the result, once the tables are whole
     * @throws IllegalStateException if the run's energy or money does not close
     */
    public RunResult closed(Map<VehicleId, EnergyInventory> held, Optional<BlockHeader> head) {
        var result = tally.closed(held, head, follower.map(RunFollower::followed));
        periods.finish();
        files.ifPresent(RunFiles::finish);
        matches.ifPresent(MatchFile::finish);
        return result;
    }

    @Override
    public void close() {
        try (periods) {
            files.ifPresent(RunFiles::close);
            matches.ifPresent(MatchFile::close);
        }
    }
}
