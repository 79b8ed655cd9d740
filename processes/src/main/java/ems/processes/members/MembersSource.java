package ems.processes.members;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import ems.ledger.contract.Registered;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridMembers;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.AgentKey;
import ems.market.record.MembershipOrder.Change;
import ems.processes.grid.LiveGrid;
import ems.processes.members.MemberRow.OpenOrder;
import ems.processes.operations.ActionView;
import ems.processes.operations.Caller;
import ems.processes.operations.Interventions;
import ems.processes.operations.OrderRefused;
import ems.processes.roster.MemberOrder;
import ems.processes.roster.MemberOrder.State;

/** Puts together what an operator sees of members. Looking changes nothing. */
@Singleton
public class MembersSource {

    private static final int FINGERPRINT = 16;

    private final Interventions interventions;
    private final Caller caller;

    public MembersSource(Interventions interventions, Caller caller) {
        this.interventions = interventions;
        this.caller = caller;
    }

    /** Everything that a row is made from, at one instant. */
    private record Now(LiveGrid grid, MatchingPeriod period, GridMembers members, Registered registered) {

        static Now of(LiveGrid grid) {
            var period = grid.now();
            return new Now(
                    grid,
                    period,
                    grid.roster().in(period),
                    grid.ledger().registered(grid.setup().grid()));
        }
    }

    /**
     * @param search part of an account, in any letter case
     * @param after the account after which the list begins
     */
    MembersView list(LiveGrid grid, String search, @Nullable MemberState state, String after, int limit) {
        var now = Now.of(grid);
        var standings = Standings.of(grid, now.members());
        Map<MemberState, Integer> counts = new EnumMap<>(MemberState.class);
        Stream.of(MemberState.values()).forEach(each -> counts.put(each, 0));
        List<Party> shown = new ArrayList<>();
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        int found = 0;
        boolean isMore = false;
        for (Party party : grid.roster().everybody()) {
            var stands = standings.of(party);
            counts.merge(stands, 1, Integer::sum);
            if ((state == null || stands == state)
                    && party.account().toLowerCase(Locale.ROOT).contains(wanted)) {
                found++;
                if (party.account().compareTo(after) > 0) {
                    isMore |= shown.size() == limit;
                    if (shown.size() < limit) {
                        shown.add(party);
                    }
                }
            }
        }
        return new MembersView(
                grid.setup().grid().text(),
                grid.clock().instant(),
                caller.name(),
                counts,
                found,
                shown.stream().map(party -> row(now, standings, party)).toList(),
                isMore ? Optional.of(shown.get(shown.size() - 1).account()) : Optional.empty(),
                ActionView.of(
                        "enrol",
                        caller.mayNotManageMembers(),
                        "It may trade from the period that you choose on, at the earliest "
                                + MemberOrder.earliest(Change.ENROL, now.period())
                                + ". The ledger keeps its enrolment for"
                                + " good."));
    }

    /** @throws OrderRefused if nothing is known of the party */
    MemberView one(LiveGrid grid, Party party) {
        if (!grid.roster().knows(party)) {
            throw OrderRefused.unknown(
                    party.account() + " is no member of grid " + grid.setup().grid() + ", and never was.");
        }
        var now = Now.of(grid);
        return new MemberView(
                grid.setup().grid().text(),
                grid.clock().instant(),
                caller.name(),
                row(now, Standings.of(grid, now.members()), party),
                grid.roster().of(party).stream()
                        .flatMap(order -> interventions.find(order.trail()).stream())
                        .toList(),
                Stream.of(Change.values())
                        .map(change -> ActionView.of(
                                OrderingMembers.verb(change),
                                caller.mayNotManageMembers()
                                        .or(() -> OrderingMembers.whyNot(change, grid, party, now.period())),
                                consequence(now, change, party)))
                        .toList());
    }

    /** The key of a member's bids, for whoever speaks for it. */
    public OwnKey ownKey(LiveGrid grid, Party party) {
        var now = Now.of(grid);
        var row = row(now, Standings.of(grid, now.members()), party);
        return new OwnKey(
                row.key(),
                row.signsHere(),
                row.open(),
                MemberOrder.earliest(Change.KEY, now.period()).start(),
                OrderingMembers.whyNot(Change.KEY, grid, party, now.period()),
                consequence(now, Change.KEY, party));
    }

    private static String consequence(Now now, Change change, Party party) {
        var earliest = MemberOrder.earliest(change, now.period());
        return switch (change) {
            case ENROL ->
                "It trades again from " + earliest + " on at the earliest"
                        + (party instanceof VehicleId ? ", and goes on from what its account holds." : ".");
            case REVOKE ->
                "It takes no part from " + earliest + " on at the earliest. " + held(now, party)
                        + "Its match of the period before is settled; messages of later times are refused. Old receipts stay"
                        + " good. The ledger keeps the revocation for good; it can be enrolled again.";
            case PRIVATE ->
                "From the period of " + earliest
                        + " on at the earliest the market keeps no reading of it: an agent with a key of its"
                        + " own signs what it expects and exchanges. What came in before stays until it is pruned. Old receipts"
                        + " stay good.";
            case METERED ->
                "From the period of " + earliest
                        + " on at the earliest its meter tells what it exchanges, and the market keeps"
                        + " its readings. Old receipts stay good.";
            case KEY ->
                "From " + earliest + " on at the earliest only the new key signs its bids. It sits out the"
                        + " period before; bids that it signed ahead with the old key fall away. Old receipts stay good.";
        };
    }

    private static String held(Now now, Party party) {
        if (!(party instanceof VehicleId vehicle)) {
            return "";
        }
        return now.grid()
                .journal()
                .inventory(now.grid().setup().grid(), vehicle)
                .map(held -> "Its account holds " + MemberForm.inWords(held.energy()) + " that cost "
                        + held.value().toPence().stripTrailingZeros().toPlainString() + " p, and keeps them. ")
                .orElse("");
    }

    private static MemberRow row(Now now, Standings standings, Party party) {
        var grid = now.grid();
        var last = lastTurn(grid, party);
        var key = now.registered().key(party, AgentKey.BIDS);
        return new MemberRow(
                party.account(),
                party instanceof ProsumerId,
                standings.of(party),
                last.flatMap(MemberOrder::holdsFrom).map(MatchingPeriod::start),
                last.isPresent() ? height(grid, last.get()) : OptionalLong.of(0),
                key.map(MembersSource::fingerprint),
                key.filter(text -> signsHere(grid, party, text)).isPresent(),
                metering(now, party),
                grid.telemetry().latest(party),
                standings.vehicle(party).map(vehicle -> vehicle.capacity().toKilowattHours()),
                grid.roster().open(party).stream()
                        .findFirst()
                        .map(order -> new OpenOrder(
                                OrderingMembers.verb(order.change()),
                                order.from().start(),
                                order.trail())));
    }

    private static Optional<String> metering(Now now, Party party) {
        return party instanceof ProsumerId home
                ? Optional.of(now.grid().roster().isPrivate(home, now.period()) ? "private" : "metered")
                : Optional.empty();
    }

    /** What made it come or go last. */
    private static Optional<MemberOrder> lastTurn(LiveGrid grid, Party party) {
        return grid.roster().of(party).stream()
                .filter(order -> order.change().isTurn() && order.state() == State.RECORDED)
                .reduce((earlier, later) -> later);
    }

    private static OptionalLong height(LiveGrid grid, MemberOrder order) {
        return order.recordedIn()
                .flatMap(period -> grid.ledger().block(grid.key(period)))
                .map(BlockHeader::height)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private static boolean signsHere(LiveGrid grid, Party party, String key) {
        var ordered = grid.roster().of(party).stream()
                .filter(order -> order.bidKey()
                        .filter(each -> each.publicKey().equals(key))
                        .isPresent())
                .findFirst();
        return ordered.map(MemberOrder::madeHere)
                .orElse(!grid.byHand() && grid.roster().isOfTheFirst(party));
    }

    private static String fingerprint(String key) {
        return HexFormat.of()
                .formatHex(new Sha256().of(key.getBytes(StandardCharsets.US_ASCII)))
                .substring(0, FINGERPRINT);
    }
}
