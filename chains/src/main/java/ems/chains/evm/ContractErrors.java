package ems.chains.evm;

import org.web3j.crypto.Hash;

import ems.chains.client.RpcRefusal;

/** The contracts' errors in words for an operator. */
final class ContractErrors {

    private static final int SELECTOR = 10;
    private static final String NOT_OPERATOR = selector("NotOperator(address,address)");
    private static final String NOT_NEXT_HEIGHT = selector("NotNextHeight(bytes32,uint64,uint64)");
    private static final String NOT_TAKEN = selector("NotTaken(bytes32,uint64,uint64)");

    private ContractErrors() {}

    private static String selector(String signature) {
        return Hash.sha3String(signature).substring(0, SELECTOR);
    }

    static String words(ChainContract contract, Address at, RpcRefusal refusal) {
        String name = contract.title() + " at " + at;
        String data = refusal.data();
        if (data.startsWith(NOT_OPERATOR)) {
            var said = AbiWords.afterSelector(data, 2);
            return name + " takes heights from its operator " + said.address(1) + " only, and the key is of "
                    + said.address(0) + ": use the key that deployed it, or deploy contracts for this key";
        }
        if (data.startsWith(NOT_NEXT_HEIGHT)) {
            var said = AbiWords.afterSelector(data, 3);
            return name + " takes height " + said.height(2) + " of the grid next, not " + said.height(1);
        }
        if (data.startsWith(NOT_TAKEN)) {
            var said = AbiWords.afterSelector(data, 3);
            return name + " has no height " + said.height(1) + " of the grid yet: it ends before " + said.height(2);
        }
        return name + ": " + refusal.getMessage();
    }
}
