package ems.chains.evm;

import java.util.Set;

/** What the node of IOTA EVM does not implement: its service's methods are fewer than Ethereum's. */
final class Wasp {

    static final Set<String> LACKS = Set.of(
            "eth_createAccessList",
            "eth_feeHistory",
            "eth_getFilterChanges",
            "eth_getFilterLogs",
            "eth_getProof",
            "eth_maxPriorityFeePerGas",
            "eth_newBlockFilter",
            "eth_newFilter",
            "eth_newPendingTransactionFilter",
            "eth_uninstallFilter");

    private Wasp() {}
}
