package ems.ledger.chain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import ems.ledger.contract.State;
import ems.ledger.tree.ProvenTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.party.VehicleId;

/** What a contract holds about EVs, each line proven under the root in a block's header when it is first asked for. */
final class Evidence {

    private final State contract;
    private final String root;
    private final Function<VehicleId, String> keyOf;
    private final ProvenTree tree;
    private final Map<VehicleId, Optional<String>> proven = new HashMap<>();

    /** @param root hex */
    Evidence(State contract, String root, Function<VehicleId, String> keyOf, Sha256 sha) {
        this.contract = contract;
        this.root = root;
        this.keyOf = keyOf;
        this.tree = contract.under(root, sha);
    }

    boolean isOf(State state, String underRoot) {
        return contract == state && root.equals(underRoot);
    }

    /**
     * The value that the contract holds of the EV; empty if it holds none.
     *
     * @param header with the root
     * @throws IllegalStateException if the value is not under the root
     */
    Optional<String> proven(VehicleId vehicle, BlockHeader header) {
        return proven.computeIfAbsent(vehicle, first -> prove(vehicle, header));
    }

    private Optional<String> prove(VehicleId vehicle, BlockHeader header) {
        return contract.proof(keyOf.apply(vehicle)).map(line -> {
            if (!line.isIn(tree)) {
                throw new IllegalStateException(
                        "the ledger's '" + line.key() + "' is not under the state root of " + HeaderText.name(header));
            }
            return line.value();
        });
    }
}
