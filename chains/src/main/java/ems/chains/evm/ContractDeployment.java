package ems.chains.evm;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import ems.chains.client.NodeUnavailable;
import ems.chains.client.RpcRefusal;
import ems.market.ledger.AnchorUnavailable;

/** Puts the five contracts on a chain; the key that does so is the only one that they take heights from, for ever. */
public final class ContractDeployment {

    private static final long GAS_LIMIT = 1_500_000;

    private final Sender sender;

    public ContractDeployment(ChainAccess access) {
        var node = new EvmNode(access.url(), access.patience().answer());
        this.sender = new Sender(node, access, new BoundedWait(access.patience()));
    }

    /** @throws AnchorUnavailable if the chain does not take them now; some may be on it then, and are not used */
    public ContractAddresses deploy() {
        try {
            sender.settle();
            var receipts = sender.send(Stream.of(ChainContract.values())
                    .map(contract -> new Transaction(Optional.empty(), contract.bytecode(), GAS_LIMIT))
                    .toList());
            Map<ChainContract, Address> addresses = new EnumMap<>(ChainContract.class);
            for (ChainContract contract : ChainContract.values()) {
                var receipt = receipts.get(contract.ordinal());
                if (!receipt.succeeded() || receipt.contract().isEmpty()) {
                    throw new AnchorUnavailable("the chain refused the code of " + contract.title(), null);
                }
                addresses.put(contract, receipt.contract().get());
            }
            long block =
                    receipts.stream().mapToLong(TransactionReceipt::block).min().orElseThrow();
            return new ContractAddresses(addresses, block);
        } catch (NodeUnavailable | RpcRefusal e) {
            throw new AnchorUnavailable(e.getMessage(), e);
        }
    }
}
