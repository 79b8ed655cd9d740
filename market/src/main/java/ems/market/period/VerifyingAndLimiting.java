package ems.market.period;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.party.ElectricVehicle;
import ems.market.party.MembersByPeriod;
import ems.market.party.OperableWindow;
import ems.market.party.VehicleId;
import ems.market.quantity.Percentage;
import ems.market.record.BidLimit;
import ems.market.record.Entry;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.Permission;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;
import ems.market.rule.ActiveRules;
import ems.market.rule.LimitQuestion;
import ems.market.rule.ParticipationQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;
import ems.market.rule.WindowLimits;

import static java.util.Objects.requireNonNull;

/** Step 3: participation and SoC limits turn each standing EV into a bid or a rejection. */
final class VerifyingAndLimiting {

    private static final RuleReference EMPTY_WINDOW =
            RuleReference.ofCode("An EV whose floor with its reserve lies above its ceiling takes no part");
    private static final RuleReference NOTHING_TO_TRADE =
            RuleReference.ofCode("An EV that may neither store nor release takes no part");

    private final MembersByPeriod members;
    private final MarketPorts ports;

    VerifyingAndLimiting(MembersByPeriod members, MarketPorts ports) {
        this.members = members;
        this.ports = ports;
    }

    /** Bids in order of arrival, rejections among them; nothing if the period was never opened. */
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
                .map(standing -> limitQuestion(standing, vehicle(standing, vehicles)))
                .toList());
        List<VehicleId> standing =
                standings.stream().map(VehicleStanding::vehicle).toList();
        var proven = ports.ledger().participations(key.grid(), standing, key.period());
        var permissions = rules.participation(standing.stream()
                .map(vehicle -> new ParticipationQuestion(vehicle, requireNonNull(proven.get(vehicle))))
                .toList());
        Map<VehicleId, Entry> answers = new HashMap<>();
        for (int i = 0; i < standings.size(); i++) {
            var refused = signatures.refused(standing.get(i));
            answers.put(
                    standing.get(i),
                    refused.isPresent()
                            ? refused.get()
                            : answer(
                                    standings.get(i),
                                    vehicle(standings.get(i), vehicles),
                                    before.limit(standing.get(i)),
                                    permissions.get(i),
                                    limits.get(i)));
        }
        List<VehicleId> arrived = ports.arrivals().inOrder(key, standing);
        return new ArrayList<>(arrived.stream().map(answers::get).toList());
    }

    private static ElectricVehicle vehicle(VehicleStanding standing, Map<VehicleId, ElectricVehicle> vehicles) {
        return requireNonNull(vehicles.get(standing.vehicle()));
    }

    private static LimitQuestion limitQuestion(VehicleStanding standing, ElectricVehicle vehicle) {
        return new LimitQuestion(
                standing.vehicle(),
                standing.pluggedIn(),
                standing.statusAge(),
                vehicle.capacity(),
                standing.inventory().energy());
    }

    private static Entry answer(
            VehicleStanding standing,
            ElectricVehicle vehicle,
            BidLimit signed,
            Verdict<Permission> participation,
            Verdict<WindowLimits> limits) {
        if (participation instanceof Refused<Permission> no) {
            return new Rejection(standing.vehicle(), no.reason(), no.rule());
        }
        if (limits instanceof Refused<WindowLimits> no) {
            return new Rejection(standing.vehicle(), no.reason(), no.rule());
        }
        var window = checked((Granted<WindowLimits>) limits);
        var permission = ((Granted<Permission>) participation).grant();
        return bid(standing, vehicle, signed, window, permission);
    }

    /** Whatever a table says: no battery is filled beyond its capacity. */
    private static WindowLimits checked(Granted<WindowLimits> limits) {
        if (limits.grant().ceiling().hundredths() > Percentage.of(100).hundredths()) {
            throw new IllegalStateException(
                    "ceiling of " + limits.grant().ceiling().toPercent() + " % set by " + limits.rule()
                            + " is above the battery's capacity");
        }
        return limits.grant();
    }

    private static Entry bid(
            VehicleStanding standing,
            ElectricVehicle vehicle,
            BidLimit signed,
            WindowLimits limits,
            Permission permission) {
        var window = OperableWindow.of(vehicle, limits.floor(), limits.ceiling());
        if (window.isEmpty()) {
            String reason = "empty window: floor " + window.floor().toKilowattHours() + " kWh is above ceiling "
                    + window.ceiling().toKilowattHours() + " kWh";
            return new Rejection(vehicle.id(), reason, EMPTY_WINDOW);
        }
        if (!permission.mayStore() && !permission.mayRelease()) {
            return new Rejection(vehicle.id(), "participation allows neither direction", NOTHING_TO_TRADE);
        }
        var held = standing.inventory();
        return new VehicleBid(vehicle.id(), held, signed.of(window, held.energy()), permission, vehicle.chargerLimit());
    }
}
