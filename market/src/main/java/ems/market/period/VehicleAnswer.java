package ems.market.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ems.market.party.ElectricVehicle;
import ems.market.party.OperableWindow;
import ems.market.party.PlugPower;
import ems.market.quantity.Percentage;
import ems.market.record.BidLimit;
import ems.market.record.Entry;
import ems.market.record.Permission;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;
import ems.market.rule.LimitQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;
import ems.market.rule.WindowLimits;

/** What the rules' verdicts make of an EV that stands by: its bid, or why it takes no part. */
public final class VehicleAnswer {

    private static final RuleReference EMPTY_WINDOW =
            RuleReference.ofCode("An EV whose floor with its reserve lies above its ceiling takes no part");
    private static final RuleReference NOTHING_TO_TRADE =
            RuleReference.ofCode("An EV that may neither store nor release takes no part");
    private static final RuleReference NOTHING_FLOWS =
            RuleReference.ofCode("An EV at a plug that lets nothing flow takes no part");

    private VehicleAnswer() {}

    /** Whether the verdicts led to this refusal, and not a signature that is missing. */
    public static boolean isOfTheVerdicts(Rejection refusal) {
        var rule = refusal.rule();
        return !rule.isCode()
                || Set.of(EMPTY_WINDOW, NOTHING_TO_TRADE, NOTHING_FLOWS).contains(rule);
    }

    /** What the rules are asked of the EV's limits. */
    public static LimitQuestion question(VehicleStanding standing, ElectricVehicle vehicle) {
        return new LimitQuestion(
                standing.vehicle(),
                standing.pluggedIn(),
                standing.statusAge(),
                vehicle.capacity(),
                standing.inventory().energy());
    }

    /**
     * The bid, or the rejection.
     *
     * @param signed the most that the EV signed for
     */
    public static Entry of(
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
        var plug = vehicle.plug();
        var possible = new Permission(
                permission.mayStore() && plug.whyNoCharging().isEmpty(),
                permission.mayRelease() && plug.whyNoDischarging().isEmpty());
        if (!possible.mayStore() && !possible.mayRelease()) {
            return new Rejection(vehicle.id(), whyNothing(permission, plug), NOTHING_FLOWS);
        }
        var held = standing.inventory();
        return new VehicleBid(
                vehicle.id(), held, signed.of(window, held.energy()), possible, plug.most(), plug.least());
    }

    private static String whyNothing(Permission permission, PlugPower plug) {
        List<String> reasons = new ArrayList<>();
        if (permission.mayStore()) {
            plug.whyNoCharging().ifPresent(reason -> reasons.add("nothing flows into it, since " + reason));
        }
        if (permission.mayRelease()) {
            plug.whyNoDischarging().ifPresent(reason -> reasons.add("nothing flows out of it, since " + reason));
        }
        return String.join("; ", reasons);
    }
}
