package ems.ledger.chain;

import java.util.Optional;
import java.util.OptionalLong;

import ems.ledger.contract.GridState;
import ems.ledger.contract.State;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.Participation;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;

/**
 * What the last block before a period proves about EVs: each answer is a line of the registry's or the matching contract's
 * state with the path that leads to the state's root in the block's header. Not thread-safe.
 */
public final class ParticipationProver {

    private final Sha256 sha = new Sha256();
    private final Optional<BlockHeader> header;
    private final GridState state;
    private final MatchingPeriod before;

    /**
     * @throws IllegalStateException if the chain has gone on beyond the period, or its last header is not what was sealed
     */
    public ParticipationProver(Head head, MatchingPeriod before) {
        this.header = head.header();
        this.state = head.state();
        this.before = before;
        if (header.isPresent()) {
            if (!header.get().key().period().isBefore(before)) {
                throw new IllegalStateException("period " + before + " is sealed: the ledger has gone on to "
                        + header.get().key());
            }
            if (!HeaderText.isSound(header.get(), sha)) {
                throw new IllegalStateException(
                        "the header of " + HeaderText.name(header.get()) + " is not what was sealed");
            }
        }
    }

    /** @throws IllegalStateException if a line that the answer rests on is not under its root */
    public Participation of(VehicleId vehicle) {
        if (header.isEmpty()) {
            return new Participation(false, false, OptionalLong.empty());
        }
        var roots = header.get().states();
        var agent = proven(state.registry(), GridState.agentKey(vehicle), roots.registry());
        var bid = proven(state.matching(), GridState.bidKey(vehicle), roots.matching());
        return new Participation(
                agent.isPresent(),
                agent.isPresent() && !GridState.isEnrolled(agent.get()),
                bid.map(period -> OptionalLong.of(MatchingPeriod.parse(period).periodsUntil(before)))
                        .orElse(OptionalLong.empty()));
    }

    private Optional<String> proven(State contract, String key, String root) {
        return contract.proof(key).map(line -> {
            if (!line.isUnder(root, sha)) {
                throw new IllegalStateException("the ledger's '" + line.key() + "' is not under the state root of "
                        + HeaderText.name(header.orElseThrow()));
            }
            return line.value();
        });
    }
}
