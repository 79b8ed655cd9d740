package ems.study.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ems.market.party.ElectricVehicle;
import ems.market.party.GridMembers;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;

/** Who trades with whom. */
public sealed interface TradingScenario {

    /** As on the axes of figures and in file names. */
    String title();

    String id();

    /** Number of EVs that take part among so many prosumers. */
    int vehicles(int prosumers);

    GridMembers members(List<ProsumerId> prosumers, List<ElectricVehicle> vehicles);

    /** Each prosumer has an EV of its own and trades with no other. */
    record Isolated() implements TradingScenario {

        @Override
        public String title() {
            return "Isolated";
        }

        @Override
        public String id() {
            return "isolated";
        }

        @Override
        public int vehicles(int prosumers) {
            return prosumers;
        }

        @Override
        public GridMembers members(List<ProsumerId> prosumers, List<ElectricVehicle> vehicles) {
            Map<ProsumerId, VehicleId> own = new LinkedHashMap<>();
            for (int i = 0; i < prosumers.size(); i++) {
                own.put(prosumers.get(i), vehicles.get(i).id());
            }
            return new GridMembers(prosumers, vehicles.subList(0, prosumers.size()), TradingPartners.own(own));
        }
    }

    /** The first {@code count} EVs are shared by all prosumers. */
    record Shared(int count) implements TradingScenario {

        @Override
        public String title() {
            return count + " EV";
        }

        @Override
        public String id() {
            return count + "ev";
        }

        @Override
        public int vehicles(int prosumers) {
            return count;
        }

        @Override
        public GridMembers members(List<ProsumerId> prosumers, List<ElectricVehicle> vehicles) {
            return GridMembers.everyoneWithEveryone(prosumers, vehicles.subList(0, count));
        }
    }
}
