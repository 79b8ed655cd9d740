package ems.processes.live;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.logging.Logger;

import ems.ledger.door.BidLimits;
import ems.ledger.door.BidSigner;
import ems.market.party.ElectricVehicle;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.AgentKey;
import ems.processes.grid.InstallationKeys;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.MemberKeys;

/**
 * Signs the bids of members whose private keys lie in this installation: those that a grid began with, and those for whom one
 * was made when they were enrolled or got another. A member signs as soon as the registry knows its key.
 */
final class MembersSigning {

    private static final Logger LOG = Logger.getLogger("ems.demo");
    /** More than any home draws or feeds in. */
    private static final Power CONNECTION = Power.ofKilowatts(BigDecimal.valueOf(100));

    private final LiveGrid grid;
    private final MemberKeys keys;
    private final GridId id;
    /** The earliest period for which a party has no bid yet, of those that have some at the door. */
    private final Map<Party, MatchingPeriod> free;
    /** By public key; empty: its private key is elsewhere. */
    private final Map<AgentKey, Optional<DemoBids>> known = new HashMap<>();

    MembersSigning(LiveGrid grid, InstallationKeys installation) {
        this.grid = grid;
        this.id = grid.setup().grid();
        this.keys = new MemberKeys(installation, id, grid.roster());
        this.free = free(grid);
    }

    private static Map<Party, MatchingPeriod> free(LiveGrid grid) {
        Map<Party, MatchingPeriod> free = new HashMap<>();
        var period = grid.now().next();
        var taken = grid.bids().taken(grid.key(period));
        while (!taken.isEmpty()) {
            var next = period.next();
            taken.forEach(bid -> free.put(bid.party(), next));
            period = next;
            taken = grid.bids().taken(grid.key(period));
        }
        return free;
    }

    /** In a ledger that was opened without keys, or with others than these, nobody signs here. */
    void warnIfNobodySigns() {
        if (known.values().stream().allMatch(Optional::isEmpty)) {
            LOG.warn("the keys of the demonstration's members are not those of its ledger: nobody signs a bid");
        }
    }

    /** Bids, as compact JWS, that were not handed out before, for the next few periods. */
    synchronized List<String> due(Instant now) {
        var members = grid.roster().heardIn(grid.now());
        var registered = grid.ledger().registered(id);
        Map<Party, Energy> most = new HashMap<>();
        members.prosumers().forEach(home -> most.put(home, Energy.of(CONNECTION, MatchingPeriod.LENGTH)));
        members.vehicles().forEach(vehicle -> most.put(vehicle.id(), most(vehicle)));
        List<String> tokens = new ArrayList<>();
        most.forEach((party, energy) -> registered
                .key(party, AgentKey.BIDS)
                .filter(key -> registered.isMember(party))
                .map(key -> new AgentKey(party, AgentKey.BIDS, key))
                .flatMap(key -> known.computeIfAbsent(key, first -> signing(first, energy)))
                .ifPresent(bids -> tokens.addAll(bids.due(now))));
        return tokens;
    }

    private Optional<DemoBids> signing(AgentKey registered, Energy most) {
        var party = registered.party();
        return keys.of(registered)
                .map(key -> new DemoBids(
                        new BidSigner(id, Map.of(party, key)),
                        Map.of(party, most),
                        free.getOrDefault(party, grid.now().next())));
    }

    /** What the EV can move in a period, at most what the door takes; without a known limit of its charger, its capacity. */
    private static Energy most(ElectricVehicle vehicle) {
        var most = vehicle.plug()
                .most()
                .map(limit -> Energy.of(limit, MatchingPeriod.LENGTH))
                .orElse(vehicle.capacity());
        return most.compareTo(BidLimits.USUAL.most()) > 0 ? BidLimits.USUAL.most() : most;
    }
}
