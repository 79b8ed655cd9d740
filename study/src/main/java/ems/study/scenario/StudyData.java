package ems.study.scenario;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Percentage;
import ems.market.telemetry.ColumnMapping.CarColumns;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;

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

    /**
     * Read from files; their names are relative to a data folder.
     *
     * @param prosumerFiles each with the prosumers that it has rows of; a prosumer may be in several
     * @param vehicleFiles each with the vehicles that it has rows of; a vehicle may be in several
     * @param missingAtMost of a prosumer's samples: with more the study does not start
     */
    record Recorded(
            List<ProsumerId> prosumers,
            List<VehicleId> vehicles,
            List<ProsumerFile> prosumerFiles,
            List<VehicleFile> vehicleFiles,
            Percentage missingAtMost)
            implements StudyData {

        /** What a study does not mind unless its scenario says otherwise. */
        public static final Percentage MISSING_AT_MOST = Percentage.of(1);

        public Recorded {
            prosumers = List.copyOf(prosumers);
            vehicles = List.copyOf(vehicles);
            prosumerFiles = List.copyOf(prosumerFiles);
            vehicleFiles = List.copyOf(vehicleFiles);
        }

        /** Prosumers whose production comes from other rows or files than their consumption. */
        public Set<ProsumerId> halved() {
            Set<ProsumerId> halved = members(Part.PRODUCTION);
            halved.retainAll(members(Part.CONSUMPTION));
            return halved;
        }

        private Set<ProsumerId> members(Part part) {
            Set<ProsumerId> members = new LinkedHashSet<>();
            prosumerFiles.stream()
                    .filter(file -> file.part() == part)
                    .forEach(file -> members.addAll(file.columns().prosumers().keySet()));
            return members;
        }
    }

    /** Production and consumption of some prosumers, or what their meters say of one of the two. */
    record ProsumerFile(String name, ProsumerColumns columns, Part part) {}

    /** What a file, or some rows of it, say of its prosumers. */
    enum Part {
        WHOLE,
        PRODUCTION,
        CONSUMPTION
    }

    /** Places and driving of vehicles. */
    record VehicleFile(String name, CarColumns columns) {}
}
