package ems.processes.roster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import ems.market.party.ElectricVehicle;
import ems.market.party.GridMembers;
import ems.market.party.MembersByPeriod;
import ems.market.party.Party;
import ems.market.party.PlugPower;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.MembershipOrder.Change;
import ems.processes.roster.MemberOrder.State;

/**
 * Who belongs to a grid, period by period: the members that it began with, as orders have changed them since. An order counts
 * once the journal has it, and from a period on that has not begun then. Thread-safe.
 */
public final class GridRoster implements MembersByPeriod {

    private final GridMembers first;
    private final Map<ProsumerId, Power> mostPower;
    private final Map<VehicleId, PlugPower> atChargers;
    private volatile Orders orders;

    /**
     * @param first members that the grid began with
     * @param mostPower of those of its homes whose connection is known
     * @param atChargers what may move at the chargers where cars stand, whenever these join
     * @param orders in the order of their trail
     */
    public GridRoster(
            GridMembers first,
            Map<ProsumerId, Power> mostPower,
            Map<VehicleId, PlugPower> atChargers,
            List<MemberOrder> orders) {
        this.first = new GridMembers(
                first.prosumers(),
                first.vehicles().stream()
                        .map(vehicle -> atCharger(vehicle, atChargers))
                        .toList(),
                first.partners(),
                first.former());
        this.mostPower = Map.copyOf(mostPower);
        this.atChargers = Map.copyOf(atChargers);
        this.orders = new Orders(this.first, this.atChargers, orders);
    }

    private static ElectricVehicle atCharger(ElectricVehicle vehicle, Map<VehicleId, PlugPower> atChargers) {
        return vehicle.at(atChargers.getOrDefault(vehicle.id(), PlugPower.ANY));
    }

    @Override
    public GridMembers in(MatchingPeriod period) {
        return orders.members.in(period);
    }

    /** From the order on, so that a home has readings when its first period comes; who comes back, not before it left. */
    @Override
    public GridMembers heardIn(MatchingPeriod period) {
        return orders.heard.in(period);
    }

    @Override
    public boolean isPrivate(ProsumerId home, MatchingPeriod period) {
        return of(home).stream()
                .filter(order -> order.change().isMetering())
                .filter(order ->
                        order.holdsFrom().filter(from -> !period.isBefore(from)).isPresent())
                .reduce((earlier, later) -> later)
                .filter(order -> order.change() == Change.PRIVATE)
                .isPresent();
    }

    /** The first period of a home that is private or about to be, by what was ordered last; empty: it is metered, or about to be. */
    public Optional<MatchingPeriod> privateFrom(ProsumerId home) {
        return of(home).stream()
                .filter(order -> order.change().isMetering() && order.state() != State.REFUSED)
                .reduce((earlier, later) -> later)
                .filter(order -> order.change() == Change.PRIVATE)
                .map(order -> order.holdsFrom().orElse(order.from()));
    }

    public Optional<Power> mostPower(ProsumerId home) {
        var last = enrolments(home);
        return last.isEmpty()
                ? Optional.ofNullable(mostPower.get(home))
                : last.get(last.size() - 1).profile().orElseThrow().mostPower();
    }

    /** What may move where a car is or will be plugged in, whatever the car itself bears. */
    public PlugPower atCharger(VehicleId vehicle) {
        return atChargers.getOrDefault(vehicle, PlugPower.ANY);
    }

    private List<MemberOrder> enrolments(Party party) {
        return of(party).stream()
                .filter(order -> order.change() == Change.ENROL && order.state() != State.REFUSED)
                .toList();
    }

    /** All that was ordered of a party, oldest first. */
    public List<MemberOrder> of(Party party) {
        return orders.byParty.getOrDefault(party, List.of());
    }

    /** The orders of a party that are not recorded yet: one of a key may wait beside one of how a home is known. */
    public List<MemberOrder> open(Party party) {
        return of(party).stream()
                .filter(order -> order.state() == State.ORDERED)
                .toList();
    }

    /** Orders that are not recorded yet and may be recorded in this period, oldest first. */
    public List<MemberOrder> due(MatchingPeriod period) {
        return orders.all.stream()
                .filter(order -> order.state() == State.ORDERED && !period.isBefore(order.due()))
                .toList();
    }

    /** Everybody who is, was or is about to become a member, by account. */
    public List<Party> everybody() {
        return orders.everybody;
    }

    /** Whether it was a member when the grid began. */
    public boolean isOfTheFirst(Party party) {
        return first.contains(party);
    }

    /** Whether it is, was or is about to become a member. */
    public boolean knows(Party party) {
        return isOfTheFirst(party) || !of(party).isEmpty();
    }

    /** Takes a new order, or the newer state of one. */
    public void put(MemberOrder order) {
        put(List.of(order));
    }

    /** Takes new orders, and newer states of others: members are worked out anew once. */
    public synchronized void put(List<MemberOrder> changed) {
        if (changed.isEmpty()) {
            return;
        }
        Map<Long, MemberOrder> all = new TreeMap<>();
        orders.all.forEach(order -> all.put(order.trail(), order));
        changed.forEach(order -> all.put(order.trail(), order));
        orders = new Orders(first, atChargers, List.copyOf(all.values()));
    }

    /** One state of all orders. */
    private static final class Orders {

        private final List<MemberOrder> all;
        private final Map<Party, List<MemberOrder>> byParty = new LinkedHashMap<>();
        private final List<Party> everybody;
        private final Course members;
        private final Course heard;

        Orders(GridMembers first, Map<VehicleId, PlugPower> atChargers, List<MemberOrder> orders) {
            this.all = List.copyOf(orders);
            for (MemberOrder order : all) {
                byParty.computeIfAbsent(order.party(), party -> new ArrayList<>())
                        .add(order);
            }
            this.everybody = everybody(first);
            this.members = new Course(first, atChargers, turns(MemberOrder::holdsFrom));
            this.heard = new Course(first, atChargers, turns(this::heardFrom));
        }

        private List<Party> everybody(GridMembers first) {
            TreeMap<String, Party> accounts = new TreeMap<>();
            first.prosumers().forEach(home -> accounts.put(home.account(), home));
            first.vehicleIds().forEach(vehicle -> accounts.put(vehicle.account(), vehicle));
            byParty.forEach((party, some) -> accounts.put(party.account(), party));
            return List.copyOf(accounts.values());
        }

        private Optional<MatchingPeriod> heardFrom(MemberOrder order) {
            if (order.change() != Change.ENROL) {
                return order.holdsFrom();
            }
            return order.state() == State.REFUSED
                    ? Optional.empty()
                    : Optional.of(leftBefore(order)
                            .filter(order.orderedIn()::isBefore)
                            .orElse(order.orderedIn()));
        }

        /** The period from which the party was out before this order was given. */
        private Optional<MatchingPeriod> leftBefore(MemberOrder order) {
            return byParty.getOrDefault(order.party(), List.of()).stream()
                    .filter(earlier -> earlier.change() == Change.REVOKE && earlier.trail() < order.trail())
                    .flatMap(earlier -> earlier.holdsFrom().stream())
                    .reduce((earlier, later) -> later);
        }

        private List<Turn> turns(Function<MemberOrder, Optional<MatchingPeriod>> from) {
            return all.stream()
                    .filter(order -> order.change().isTurn())
                    .flatMap(order -> from.apply(order).map(period -> new Turn(period, order)).stream())
                    .sorted(Comparator.comparing(Turn::from)
                            .thenComparing(turn -> turn.order().trail()))
                    .toList();
        }
    }

    /** A member comes or goes at the start of a period. */
    private record Turn(MatchingPeriod from, MemberOrder order) {}

    /** Members from turn to turn; each answer is worked out once. */
    private static final class Course {

        private final GridMembers first;
        private final Map<VehicleId, PlugPower> atChargers;
        private final List<Turn> turns;
        private final Map<Integer, GridMembers> known = new ConcurrentHashMap<>();

        Course(GridMembers first, Map<VehicleId, PlugPower> atChargers, List<Turn> turns) {
            this.first = first;
            this.atChargers = atChargers;
            this.turns = turns;
        }

        GridMembers in(MatchingPeriod period) {
            int taken = turns.size();
            while (taken > 0 && period.isBefore(turns.get(taken - 1).from())) {
                taken--;
            }
            return known.computeIfAbsent(taken, this::after);
        }

        private GridMembers after(int taken) {
            if (taken == 0) {
                return first;
            }
            Set<ProsumerId> homes = new LinkedHashSet<>(first.prosumers());
            Map<VehicleId, ElectricVehicle> vehicles = new LinkedHashMap<>();
            first.vehicles().forEach(vehicle -> vehicles.put(vehicle.id(), vehicle));
            Set<Party> former = new HashSet<>();
            for (Turn turn : turns.subList(0, taken)) {
                var order = turn.order();
                if (order.change() == Change.ENROL) {
                    former.remove(order.party());
                    join(order, homes, vehicles);
                } else {
                    former.add(order.party());
                    leave(order.party(), homes, vehicles);
                }
            }
            return new GridMembers(List.copyOf(homes), List.copyOf(vehicles.values()), first.partners(), former);
        }

        private void join(MemberOrder order, Set<ProsumerId> homes, Map<VehicleId, ElectricVehicle> vehicles) {
            if (order.party() instanceof ProsumerId home) {
                homes.add(home);
            } else {
                var vehicle = order.profile().orElseThrow().vehicle().orElseThrow();
                vehicles.put(vehicle.id(), atCharger(vehicle, atChargers));
            }
        }

        private static void leave(Party party, Set<ProsumerId> homes, Map<VehicleId, ElectricVehicle> vehicles) {
            if (party instanceof ProsumerId home) {
                homes.remove(home);
            } else {
                vehicles.remove((VehicleId) party);
            }
        }
    }
}
