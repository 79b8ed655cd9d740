package ems.study.scenario;

import java.util.List;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.ColumnMapping.VehicleColumns;

/** Where the readings of a study come from. */
public sealed interface StudyData {

    /** In the order of tables and figures. */
    List<ProsumerId> prosumers();

    /** In the order in which scenarios take them: 2 EV means the first two. */
    List<VehicleId> vehicles();

    /** Made from the scenario's seed. */
    record Generated(List<ProsumerId> prosumers, List<VehicleId> vehicles) implements StudyData {

        public Generated {
            prosumers = List.copyOf(prosumers);
            vehicles = List.copyOf(vehicles);
        }
    }

    /** Read from files; their names are relative to a data folder. */
    record Recorded(
            List<ProsumerId> prosumers, List<VehicleId> vehicles, ProsumerFile prosumerFile, VehicleFile vehicleFile)
            implements StudyData {

        public Recorded {
            prosumers = List.copyOf(prosumers);
            vehicles = List.copyOf(vehicles);
        }
    }

    /** Production and consumption of all prosumers. */
    record ProsumerFile(String name, ProsumerColumns columns) {}

    /** Places and driving of all vehicles. */
    record VehicleFile(String name, VehicleColumns columns) {}
}
