package ems.study.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.OperableWindow;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.telemetry.Readings;
import ems.market.telemetry.ReplayFile;
import ems.study.scenario.StudyData.Part;

/**
 * What all runs of a study share; nothing in it changes any more.
 *
 * @param vehicles in the order in which trading scenarios take them
 * @param windows operable window of each vehicle
 * @param joining what each holds at the start, and what that cost
 * @param vehicleInterval time that one report of a vehicle stands for
 * @param notes sentences on the data that readers of the results should know first
 */
public record Inputs(
        Readings readings,
        List<Profile> profiles,
        List<ElectricVehicle> vehicles,
        Map<VehicleId, OperableWindow> windows,
        Map<VehicleId, EnergyInventory> joining,
        Duration vehicleInterval,
        List<DataFile> files,
        List<String> notes) {

    /**
     * Where the two kinds of readings come from.
     *
     * @param parts what each of the prosumers' files says of them
     * @param halved prosumers whose production comes from other rows or files than their consumption
     */
    record Sources(List<ReplayFile> prosumers, List<Part> parts, Set<ProsumerId> halved, List<ReplayFile> vehicles) {

        List<ReplayFile> all() {
            return Stream.concat(prosumers.stream(), vehicles.stream()).toList();
        }
    }
}
