package ems.processes.members;

import java.time.Instant;
import java.util.Optional;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.AgentKey;
import ems.market.record.MembershipOrder.Change;
import ems.processes.grid.LiveGrid;
import ems.processes.roster.MemberOrder;
import ems.processes.roster.MemberOrder.State;

/**
 * Whether a public key speaks for a party.
 *
 * @param counts whether the newest block's registry has it as the key of the party's bids: what it signs is taken now
 * @param from start of the first period that it may sign for, if it is ordered and no sealed block carries it yet; empty otherwise
 * @param privateFrom start of the first period in which the home is private, as it is or is ordered; empty: it is metered, or about to be, or
 *     no home
 */
public record KeyStanding(boolean counts, Optional<Instant> from, Optional<Instant> privateFrom) {

    /** @param key as base64url */
    public static KeyStanding of(LiveGrid grid, Party party, String key) {
        var registered = grid.ledger().registered(grid.setup().grid());
        var privateFrom = party instanceof ProsumerId home
                ? grid.roster().privateFrom(home).map(MatchingPeriod::start)
                : Optional.<Instant>empty();
        if (registered.isMember(party)
                && registered.key(party, AgentKey.BIDS).filter(key::equals).isPresent()) {
            return new KeyStanding(true, Optional.empty(), privateFrom);
        }
        var from = awaited(grid, party)
                .filter(order -> brings(order, key))
                .map(order -> order.holdsFrom().orElse(order.from()))
                .map(MatchingPeriod::start);
        return new KeyStanding(false, from, privateFrom);
    }

    /**
     * The latest order of a party's key, if no sealed block carries it yet: until then the registry has another one. What is ordered of
     * how a home is known leaves its key alone.
     */
    public static Optional<MemberOrder> awaited(LiveGrid grid, Party party) {
        var registered = grid.ledger().registered(grid.setup().grid());
        return grid.roster().of(party).stream()
                .filter(order -> order.state() != State.REFUSED)
                .filter(order -> !order.change().isMetering())
                .reduce((earlier, later) -> later)
                .filter(order -> order.change() != Change.REVOKE)
                .filter(order -> order.bidKey()
                        .filter(own -> !registered.key(party, AgentKey.BIDS).equals(Optional.of(own.publicKey())))
                        .isPresent());
    }

    /** Whether an order brings the party this key. */
    public static boolean brings(MemberOrder order, String key) {
        return order.bidKey().filter(own -> own.publicKey().equals(key)).isPresent();
    }
}
