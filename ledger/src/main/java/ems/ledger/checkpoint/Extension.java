package ems.ledger.checkpoint;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import ems.ledger.chain.Checkpoints;
import ems.ledger.note.Checkpoint;
import ems.ledger.tree.ConsistencyProof;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.party.GridId;

/**
 * Whether a ledger goes on from a checkpoint of an earlier day.
 *
 * @param fault what is wrong, in a sentence; empty: its first blocks are those of the checkpoint
 * @param proof for others, who do not have the ledger; empty if there is none
 */
public record Extension(Checkpoint earlier, Checkpoint now, Optional<String> fault, Optional<ConsistencyProof> proof) {

    /** @param hashes of the headers of all blocks, from height 0 */
    public static Extension of(Checkpoint earlier, GridId grid, List<byte[]> hashes) {
        var sha = new Sha256();
        var tree = MerkleTree.over(hashes, sha);
        var now = Checkpoints.of(grid, hashes.size(), tree.root());
        var fault = fault(earlier, now);
        if (fault.isPresent() || earlier.size() == 0) {
            return new Extension(earlier, now, fault, Optional.empty());
        }
        var proof = tree.consistency((int) earlier.size());
        boolean extend = proof.proves(HexFormat.of().parseHex(earlier.root()), tree.root(), sha);
        return extend
                ? new Extension(earlier, now, Optional.empty(), Optional.of(proof))
                : new Extension(
                        earlier,
                        now,
                        Optional.of(
                                "its first " + earlier.size()
                                        + " blocks are not those of the checkpoint: at least one of them was changed, taken out or put in"),
                        Optional.empty());
    }

    private static Optional<String> fault(Checkpoint earlier, Checkpoint now) {
        if (!earlier.extensions().isEmpty()) {
            return Optional.of("the checkpoint has further lines, and a ledger's has none: "
                    + earlier.extensions().get(0));
        }
        if (!earlier.origin().equals(now.origin())) {
            return Optional.of("the checkpoint is one of " + earlier.origin() + ", and the ledger is " + now.origin());
        }
        if (earlier.size() > now.size()) {
            return Optional.of("it has " + now.size() + " blocks, and the checkpoint names " + earlier.size()
                    + ": its last " + (earlier.size() - now.size()) + " are cut off");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return fault.map(why -> "wrong: " + why)
                .orElseGet(() -> "extends the checkpoint of " + earlier.size() + " blocks with root " + earlier.root()
                        + ": " + since() + ", and none before was changed");
    }

    private String since() {
        long blocks = now.size() - earlier.size();
        return blocks == 1 ? "1 block has come since" : blocks + " blocks have come since";
    }

    /** The proof as JSON, as the market serves it. */
    public static String json(GridId grid, ConsistencyProof proof) {
        return "{\"grid\":\"" + grid + "\",\"from\":" + proof.earlier() + ",\"to\":" + proof.later() + ",\"path\":["
                + proof.path().stream()
                        .map(hash -> '"' + HexFormat.of().formatHex(hash) + '"')
                        .collect(Collectors.joining(","))
                + "]}";
    }
}
