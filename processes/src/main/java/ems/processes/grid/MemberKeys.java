package ems.processes.grid;

import java.util.Optional;

import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.record.AgentKey;
import ems.processes.roster.GridRoster;
import ems.processes.roster.MemberOrder;

/** The private keys of a grid's members that lie in this installation: it signs for these, and for nobody else. */
public final class MemberKeys {

    private final InstallationKeys installation;
    private final GridId grid;
    private final GridRoster roster;

    /** @param roster of the grid: whose key was made here by an order, or before the grid's first period */
    public MemberKeys(InstallationKeys installation, GridId grid, GridRoster roster) {
        this.installation = installation;
        this.grid = grid;
        this.roster = roster;
    }

    /** The private key of a registered one; empty: it is elsewhere. */
    public Optional<SigningKey> of(AgentKey registered) {
        return privateKey(registered.party(), registered)
                .filter(key -> key.publicKey().text().equals(registered.publicKey()));
    }

    private Optional<SigningKey> privateKey(Party party, AgentKey registered) {
        var ordered = roster.of(party).stream()
                .filter(order -> order.bidKey().filter(registered::equals).isPresent())
                .findFirst();
        if (ordered.isPresent()) {
            return ordered.filter(MemberOrder::madeHere).map(order -> installation.of(grid, party, order.trail()));
        }
        return roster.isOfTheFirst(party) ? installation.find(grid, party) : Optional.empty();
    }
}
