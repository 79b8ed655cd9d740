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
import ems.study.plan.StudyRun;
import ems.study.scenario.Scenario;

/**
 * Takes in a run's periods one by one: writes the run's tables, sums it up, and looks closely at one run of a study. It
 * asks for nothing but records and blocks, so that a run and its ledger give the same tables.
 */
public final class RunBook implements AutoCloseable {

    private final RunTally tally;
    private final Optional<RunFollower> follower;
    private final RunFiles files;
    private final MatchingFiles matching;

    /**
     * @param folder of the run's tables
     * @param followed whether this is the run to look at closely
     */
    public RunBook(StudyRun run, Scenario scenario, Inputs inputs, GridMembers members, Path folder, boolean followed) {
        tally = new RunTally(run, members, inputs.joining());
        follower = followed ? Optional.of(new RunFollower(members, inputs)) : Optional.empty();
        files = new RunFiles(folder, scenario.start(), capacities(members));
        matching = new MatchingFiles(folder, members.partners());
    }

    private static Map<VehicleId, Energy> capacities(GridMembers members) {
        return members.vehicles().stream().collect(Collectors.toMap(ElectricVehicle::id, ElectricVehicle::capacity));
    }

    /** @param block that holds the period's entries */
    public void add(PeriodRecord record, BlockHeader block) {
        tally.add(record);
        files.add(record);
        matching.add(record);
        follower.ifPresent(each -> each.add(record, block));
    }

    /**
     * @param held what the market's books say at the end, of each EV
     * @param head the last block
     * @throws IllegalStateException if the run's energy or money does not close
     */
    public RunResult closed(Map<VehicleId, EnergyInventory> held, Optional<BlockHeader> head) {
        return tally.closed(held, head, follower.map(RunFollower::followed));
    }

    @Override
    public void close() {
        try (files) {
            matching.close();
        }
    }
}
