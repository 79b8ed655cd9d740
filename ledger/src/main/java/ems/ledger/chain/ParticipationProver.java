package ems.ledger.chain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ems.ledger.contract.GridState;
import ems.ledger.contract.State;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.Participation;
import ems.market.ledger.StateRoots;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;

/**
 * What the last block before a period proves about EVs: each answer is a line of the registry's or the matching contract's
 * state with the path that leads to the state's root in the block's header. Not thread-safe.
 */
public final class ParticipationProver {

    private final Sha256 sha = new Sha256();
    private final Optional<BlockHeader> header;
    private final MatchingPeriod before;
    private final Evidence registry;
    private final Evidence matching;
    private final Map<String, MatchingPeriod> periods = new HashMap<>();
    /** Those that the prover before this one read. */
    private final Map<String, MatchingPeriod> readBefore;

    /** @throws IllegalStateException if the chain has gone on beyond the period, or its last header is not what was sealed */
    public ParticipationProver(Head head, MatchingPeriod before) {
        this(head, before, null);
    }

    /** The same for a later period: what is proven of a state stays proven, as long as the state and its root are the same. */
    public ParticipationProver next(Head head, MatchingPeriod before) {
        return new ParticipationProver(head, before, this);
    }

    private ParticipationProver(Head head, MatchingPeriod before, @Nullable ParticipationProver earlier) {
        this.header = head.header();
        this.before = before;
        this.readBefore = earlier == null ? Map.of() : earlier.periods;
        this.registry = evidence(
                head.state().registry(),
                StateRoots::registry,
                GridState::agentKey,
                earlier == null ? null : earlier.registry);
        this.matching = evidence(
                head.state().matching(),
                StateRoots::matching,
                head.state()::bidKey,
                earlier == null ? null : earlier.matching);
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

    private Evidence evidence(
            State contract,
            Function<StateRoots, String> rootOf,
            Function<VehicleId, String> keyOf,
            @Nullable Evidence earlier) {
        String root = header.map(BlockHeader::states).map(rootOf).orElseGet(contract::root);
        return earlier != null && earlier.isOf(contract, root) ? earlier : new Evidence(contract, root, keyOf, sha);
    }

    /** @throws IllegalStateException if a line that the answer rests on is not under its root */
    public Participation of(VehicleId vehicle) {
        if (header.isEmpty()) {
            return new Participation(false, false, OptionalLong.empty());
        }
        var agent = registry.proven(vehicle, header.get());
        var bid = matching.proven(vehicle, header.get());
        return new Participation(
                agent.isPresent(),
                agent.isPresent() && !GridState.isEnrolled(agent.get()),
                bid.isPresent() ? OptionalLong.of(period(bid.get()).periodsUntil(before)) : OptionalLong.empty());
    }

    /** Most EVs bid last in the same period, and those that are away in the same one as before. */
    private MatchingPeriod period(String text) {
        return periods.computeIfAbsent(text, first -> {
            var known = readBefore.get(text);
            return known == null ? MatchingPeriod.parse(text) : known;
        });
    }
}
