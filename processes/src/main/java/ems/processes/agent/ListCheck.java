package ems.processes.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.forecasting.federation.Announcement;
import ems.forecasting.round.Listed;
import ems.forecasting.round.MaskKey;
import ems.forecasting.round.RoundList;
import ems.ledger.contract.Registered;
import ems.ledger.door.FindKey;
import ems.ledger.door.RegisteredAgent;
import ems.ledger.key.Ed25519Key;
import ems.ledger.receipt.RegistryCopy;
import ems.ledger.receipt.Trust;
import ems.ledger.token.AnnouncementToken;
import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.AgentKey;

/**
 * Whether a list that the market shows is one to mask an update for: each announcement on it is signed with the key that the ledger has
 * for that home, under signatures that this agent trusts.
 *
 * @param trust who must sign the ledger
 * @param peers homes that the agent's owner knows, and their keys; empty: the ledger's word is enough
 */
public record ListCheck(GridId grid, Trust trust, Optional<FindKey> peers) {

    /** The least number of peers on a list: with the agent, they are as many as hide one another. */
    private static final int LEAST_PEERS = RoundList.LEAST_ELSEWHERE - 1;

    /**
     * @param own home of the agent
     * @param copy the registry as the market shows it
     * @param roots that were shown before
     * @param since the newest block is of this period or a later one
     * @throws IllegalArgumentException if something does not hold; says what
     */
    RoundList verified(
            RoundAnswer answer,
            String model,
            ProsumerId own,
            RegistryCopy copy,
            ShownRoots roots,
            MatchingPeriod since) {
        var proven = copy.verified(grid, trust);
        roots.contradictionOfNewest(proven.checkpoint()).ifPresent(wrong -> {
            throw new IllegalArgumentException(wrong);
        });
        if (proven.at().isBefore(since)) {
            throw new IllegalArgumentException("the newest block that is shown is of " + proven.at()
                    + ", and this home knows keys since " + since);
        }
        List<Listed> listed = new ArrayList<>();
        for (RoundAnswer.Member member : answer.list()) {
            listed.add(verified(member, answer.into(), model, proven.registered()));
        }
        var list = new RoundList(answer.into(), model, answer.attempt(), listed);
        refuseTooFewPeers(list, own);
        return list;
    }

    private Listed verified(RoundAnswer.Member member, int into, String model, Registered registered) {
        var home = new ProsumerId(member.home());
        var claimed = AnnouncementToken.claimed(member.signed());
        if (!claimed.party().equals(home)) {
            throw new IllegalArgumentException("the list has " + home + " with an announcement of "
                    + claimed.party().account());
        }
        var key = registered
                .key(home, AgentKey.BIDS)
                .filter(text -> registered.isMember(home))
                .orElseThrow(() -> new IllegalArgumentException("the list has " + home
                        + ", for which the ledger has no key: its announcement is as good as unsigned"));
        var said = claimed.verified(Ed25519Key.parse(key));
        if (!said.grid().equals(grid) || said.into() != into || !said.model().equals(model)) {
            throw new IllegalArgumentException("the list has an announcement of " + home + " for version " + said.into()
                    + " of grid " + said.grid() + " from the model " + said.model());
        }
        refuseOtherKey(home, key);
        return new Listed(
                new Announcement(home, into - 1, said.samples(), MaskKey.parse(said.key())),
                member.signed(),
                member.here());
    }

    private void refuseOtherKey(ProsumerId home, String key) {
        peer(home)
                .map(known -> known.key().text())
                .filter(known -> !known.equals(key))
                .ifPresent(known -> {
                    throw new IllegalArgumentException(
                            "the ledger has the key " + key + " for " + home + ", and you gave " + known);
                });
    }

    private Optional<RegisteredAgent> peer(ProsumerId home) {
        return peers.flatMap(known -> known.of(grid, home));
    }

    private void refuseTooFewPeers(RoundList list, ProsumerId own) {
        long known = list.elsewhere().stream()
                .map(Listed::home)
                .filter(home -> !home.equals(own) && peer(home).isPresent())
                .count();
        if (peers.isPresent() && known < LEAST_PEERS) {
            throw new IllegalArgumentException("the list has " + known + " of your peers, the least is " + LEAST_PEERS);
        }
    }
}
