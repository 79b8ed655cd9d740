package ems.processes.members;

import java.util.List;
import java.util.Optional;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import ems.market.party.EnergyInventory;
import ems.market.party.Party;
import ems.market.party.PlugPower;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.AgentKey;
import ems.market.record.HomeMetering.Mode;
import ems.market.record.MembershipOrder.Change;
import ems.processes.grid.InstallationKeys;
import ems.processes.grid.LiveGrid;
import ems.processes.operations.Interventions;
import ems.processes.operations.OrderAnswer;
import ems.processes.operations.OrderAnswer.Outcome;
import ems.processes.operations.OrderRefused;
import ems.processes.operations.Reason;
import ems.processes.roster.MemberOrder;
import ems.processes.roster.MemberOrder.State;
import ems.processes.roster.MemberOrders;

/**
 * Takes what an operator orders of a member: noted in the trail first, kept then, answered last. It is recorded at the border of
 * a period, and holds from the stated one.
 */
@Singleton
public class OrderingMembers {

    private final Interventions interventions;
    private final MemberOrders orders;
    private final InstallationKeys keys;

    public OrderingMembers(Interventions interventions, MemberOrders orders, InstallationKeys keys) {
        this.interventions = interventions;
        this.orders = orders;
        this.keys = keys;
    }

    /** @throws OrderRefused if nothing was done */
    OrderAnswer order(Change change, LiveGrid grid, Party party, @Nullable MemberWish wish) {
        interventions.refuseUnlessMembersAllowed();
        return carriedOut(change, grid, party, wish);
    }

    /**
     * Takes another key of a party, from somebody who was found to be allowed to change it.
     *
     * @throws OrderRefused if nothing was done
     */
    public OrderAnswer changeKey(LiveGrid grid, Party party, MemberWish wish) {
        return carriedOut(Change.KEY, grid, party, wish);
    }

    /**
     * Takes in which way a home's exchanges are known, from somebody who was found to be allowed to change it.
     *
     * @param from the first period, if that can be; otherwise the earliest
     * @throws OrderRefused if nothing was done
     */
    public OrderAnswer changeMetering(
            LiveGrid grid, ProsumerId home, Mode mode, Reason reason, Optional<MatchingPeriod> from) {
        var change = change(mode);
        var earliest = MemberOrder.earliest(change, grid.now());
        var first = from.filter(named -> !named.isBefore(earliest)).orElse(earliest);
        return carriedOut(
                change, grid, home, MemberWish.of(reason.text(), first.start().toString(), null));
    }

    /** @throws OrderRefused if that makes no sense now */
    public static void refuseUnlessMeteringMayChange(LiveGrid grid, ProsumerId home, Mode mode) {
        refuseUnlessItFits(change(mode), grid, home, grid.now());
    }

    private static Change change(Mode mode) {
        return mode == Mode.PRIVATE ? Change.PRIVATE : Change.METERED;
    }

    private OrderAnswer carriedOut(Change change, LiveGrid grid, Party party, @Nullable MemberWish wish) {
        synchronized (grid.roster()) {
            var now = grid.now();
            refuseUnlessItFits(change, grid, party, now);
            // nobody signs for the members of a tester's grid
            boolean keysAreMade = !grid.byHand();
            var form = MemberForm.read(
                    change,
                    party,
                    wish,
                    new MemberForm.Known(
                            now, grid.setup().prices().buy(), keysAreMade, books(grid, party), atCharger(grid, party)));
            var overtaken = change == Change.REVOKE ? grid.roster().open(party) : List.<MemberOrder>of();
            overtaken.forEach(later -> refuseUnlessEarlier(form.from(), later));
            long trail = interventions.note(
                    grid.setup().grid(),
                    verb(change),
                    party.account(),
                    form.reason(),
                    grid.clock().instant());
            overtaken.forEach(later -> withdraw(grid, later, now, trail));
            if (change == Change.REVOKE && !isEnrolled(grid, party)) {
                return answer(
                        trail,
                        party.account() + " does not join: its order "
                                + overtaken.get(0).trail() + " is withdrawn.");
            }
            boolean madeHere =
                    keysAreMade && isAboutAKey(change) && form.bidKey().isEmpty();
            var key = madeHere
                    ? Optional.of(new AgentKey(
                            party,
                            AgentKey.BIDS,
                            keys.of(grid.setup().grid(), party, trail)
                                    .publicKey()
                                    .text()))
                    : form.bidKey();
            var order = new MemberOrder(
                    trail,
                    grid.setup().grid(),
                    party,
                    change,
                    now,
                    form.from(),
                    key,
                    madeHere,
                    form.profile(),
                    Optional.empty(),
                    State.ORDERED);
            orders.add(order);
            grid.roster().put(order);
            return answer(trail, words(order));
        }
    }

    private static boolean isAboutAKey(Change change) {
        return change == Change.ENROL || change == Change.KEY;
    }

    private static PlugPower atCharger(LiveGrid grid, Party party) {
        return party instanceof VehicleId vehicle ? grid.roster().atCharger(vehicle) : PlugPower.ANY;
    }

    private OrderAnswer answer(long trail, String words) {
        interventions.answer(trail, words);
        return new OrderAnswer(Outcome.DONE, words, trail);
    }

    private static void refuseUnlessEarlier(MatchingPeriod from, MemberOrder later) {
        if (!from.isBefore(later.from())) {
            throw OrderRefused.conflict(
                    "A revocation from the period of " + from + " on does not come before the order " + later.trail()
                            + ", which holds from " + later.from() + ". Choose an earlier period.");
        }
    }

    /** Nothing has been recorded of it, and nothing will be. */
    private void withdraw(LiveGrid grid, MemberOrder later, MatchingPeriod now, long trail) {
        var withdrawn = later.in(now, State.REFUSED);
        orders.update(withdrawn);
        grid.roster().put(withdrawn);
        interventions.answer(
                later.trail(), "Withdrawn, and without effect: the revocation " + trail + " came before its period.");
    }

    private static Optional<EnergyInventory> books(LiveGrid grid, Party party) {
        return party instanceof VehicleId vehicle
                ? grid.journal().inventory(grid.setup().grid(), vehicle)
                : Optional.empty();
    }

    static String verb(Change change) {
        return switch (change) {
            case ENROL -> "enrol";
            case REVOKE -> "revoke";
            case KEY -> "key";
            case PRIVATE -> "private";
            case METERED -> "metered";
        };
    }

    private static void refuseUnlessItFits(Change change, LiveGrid grid, Party party, MatchingPeriod now) {
        whyNot(change, grid, party, now).ifPresent(why -> {
            throw grid.roster().knows(party) || change == Change.ENROL
                    ? OrderRefused.conflict(why)
                    : OrderRefused.unknown(why);
        });
    }

    /** Why such an order makes no sense now; empty: it does. */
    static Optional<String> whyNot(Change change, LiveGrid grid, Party party, MatchingPeriod now) {
        var open = grid.roster().open(party);
        var first = open.stream()
                .filter(order -> !order.change().leavesAlone(change) && !isOvertaken(order, change, now))
                .findFirst();
        if (first.isPresent()) {
            return Optional.of("The order " + first.get().trail() + " of " + party.account() + ", which holds from "
                    + first.get().from() + ", is not recorded yet. Wait until then.");
        }
        boolean enrolled = isEnrolled(grid, party);
        if (change.isMetering()) {
            var no = whyNotMetered(change, grid, party, now);
            if (no.isPresent()) {
                return no;
            }
        }
        if (change == Change.ENROL) {
            return enrolled ? Optional.of(party.account() + " is a member already.") : Optional.empty();
        }
        return enrolled || !open.isEmpty()
                ? Optional.empty()
                : Optional.of(party.account() + " is no member of grid "
                        + grid.setup().grid() + ". Enrol it first.");
    }

    private static Optional<String> whyNotMetered(Change change, LiveGrid grid, Party party, MatchingPeriod now) {
        if (!(party instanceof ProsumerId home)) {
            return Optional.of(party.account() + " is no home: only homes are private or metered.");
        }
        var earliest = MemberOrder.earliest(change, now);
        return grid.roster().isPrivate(home, earliest) == (change == Change.PRIVATE)
                ? Optional.of(party.account() + " is " + verb(change) + " already.")
                : Optional.empty();
    }

    /** A revocation is urgent: it comes before what is planned for later, as long as no period is meant to record that. */
    private static boolean isOvertaken(MemberOrder planned, Change change, MatchingPeriod now) {
        return change == Change.REVOKE
                && planned.recordedIn().isEmpty()
                && MemberOrder.earliest(Change.REVOKE, now).isBefore(planned.from());
    }

    /** By all that is recorded. */
    private static boolean isEnrolled(LiveGrid grid, Party party) {
        return grid.roster().of(party).stream()
                .filter(order ->
                        order.state() == State.RECORDED && order.change().isTurn())
                .reduce((earlier, later) -> later)
                .map(order -> order.change() == Change.ENROL)
                .orElseGet(() -> grid.roster().isOfTheFirst(party));
    }

    private static String words(MemberOrder order) {
        var account = order.party().account();
        return switch (order.change()) {
            case ENROL ->
                account + " is enrolled, and trades from the period of " + order.from() + " on"
                        + (order.madeHere()
                                ? "; its key was made here, and its bids are signed here."
                                : order.bidKey().isPresent()
                                        ? "; its bids are to be signed with the key that was handed in."
                                        : "; it signs no bids.")
                        + " Its messages are taken from now on.";
            case REVOKE ->
                account + " is revoked, and takes no part from the period of " + order.from() + " on."
                        + (order.party() instanceof VehicleId
                                ? " What it holds stays in its account, and its match of the period before is settled."
                                : " Its match of the period before is settled.");
            case PRIVATE ->
                account + " is private from the period of " + order.from()
                        + " on: no reading of it is taken any more, and it takes part if its agent, with a key of its own, signs what"
                        + " it expects and exchanges.";
            case METERED ->
                account + " is metered from the period of " + order.from()
                        + " on: its readings are taken, and tell what it exchanges.";
            case KEY ->
                "Another key speaks for " + account + " from the period of " + order.from()
                        + " on; it sits out the period before, in which neither key is sure."
                        + (order.madeHere() ? " The key was made here, and the bids are signed here." : "");
        };
    }
}
