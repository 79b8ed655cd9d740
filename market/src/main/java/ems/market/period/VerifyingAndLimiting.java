package ems.market.period;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import ems.market.party.ElectricVehicle;
import ems.market.party.FleetFill;
import ems.market.party.MembersByPeriod;
import ems.market.party.OperableWindow;
import ems.market.party.VehicleId;
import ems.market.record.Entry;
import ems.market.record.HorizonEntry;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.VehicleStanding;
import ems.market.rule.ActiveRules;
import ems.market.rule.ParticipationQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.WindowLimits;

import static java.util.Objects.requireNonNull;

/** Step 3: participation and SoC limits turn each standing EV into a bid or a rejection; and what storing counts in the period. */
final class VerifyingAndLimiting {

    private final MembersByPeriod members;
    private final MarketPorts ports;

    VerifyingAndLimiting(MembersByPeriod members, MarketPorts ports) {
        this.members = members;
        this.ports = ports;
    }

    /** Bids in order of arrival, rejections among them, then the day's plan and the horizon price, if any; nothing if the period was never opened. */
    List<Entry> verify(PeriodRecord before) {
        var opened = before.first(PeriodOpened.class);
        return opened.isPresent()
                ? verify(before, ports.rules().version(opened.get().rules()), before.all(VehicleStanding.class))
                : List.of();
    }

    private List<Entry> verify(PeriodRecord before, ActiveRules rules, List<VehicleStanding> standings) {
        var key = before.key();
        var vehicles = members.in(key.period()).vehiclesById();
        var signatures = Signatures.in(before, ports);
        var limits = rules.limits(standings.stream()
                .map(standing -> VehicleAnswer.question(standing, vehicle(standing, vehicles)))
                .toList());
        List<VehicleId> standing =
                standings.stream().map(VehicleStanding::vehicle).toList();
        var proven = ports.ledger().participations(key.grid(), standing, key.period());
        var permissions = rules.participation(standing.stream()
                .map(vehicle -> new ParticipationQuestion(vehicle, requireNonNull(proven.get(vehicle))))
                .toList());
        Map<VehicleId, Entry> answers = new HashMap<>(2 * standings.size());
        for (int i = 0; i < standings.size(); i++) {
            var refused = signatures.refused(standing.get(i));
            answers.put(
                    standing.get(i),
                    refused.isPresent()
                            ? refused.get()
                            : VehicleAnswer.of(
                                    standings.get(i),
                                    vehicle(standings.get(i), vehicles),
                                    before.limit(standing.get(i)),
                                    permissions.get(i),
                                    limits.get(i)));
        }
        List<VehicleId> arrived = ports.arrivals().inOrder(key, standing);
        List<Entry> entries = new ArrayList<>(arrived.stream().map(answers::get).toList());
        ports.horizon().begins(key).ifPresent(entries::add);
        var fill = new CountedOnce(() -> fill(standings, vehicles, limits));
        ports.horizon().of(key, fill).ifPresent(price -> entries.add(new HorizonEntry(price, fill.get())));
        return entries;
    }

    /** What the fleet holds: not counted in a period that nobody prices by it. */
    private static final class CountedOnce implements Supplier<FleetFill> {

        private final Supplier<FleetFill> count;
        private @Nullable FleetFill counted;

        CountedOnce(Supplier<FleetFill> count) {
            this.count = count;
        }

        @Override
        public FleetFill get() {
            if (counted == null) {
                counted = count.get();
            }
            return counted;
        }
    }

    /** What all EVs hold together that the rules give a window, whatever they bid. */
    private static FleetFill fill(
            List<VehicleStanding> standings,
            Map<VehicleId, ElectricVehicle> vehicles,
            List<Verdict<WindowLimits>> limits) {
        var fill = FleetFill.NONE;
        for (int i = 0; i < standings.size(); i++) {
            if (limits.get(i) instanceof Granted<WindowLimits> granted) {
                var standing = standings.get(i);
                var window = OperableWindow.of(
                        vehicle(standing, vehicles),
                        granted.grant().floor(),
                        granted.grant().ceiling());
                fill = fill.plus(window, standing.inventory().energy());
            }
        }
        return fill;
    }

    private static ElectricVehicle vehicle(VehicleStanding standing, Map<VehicleId, ElectricVehicle> vehicles) {
        return requireNonNull(vehicles.get(standing.vehicle()));
    }
}
