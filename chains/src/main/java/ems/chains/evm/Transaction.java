package ems.chains.evm;

import java.math.BigInteger;
import java.util.Optional;

import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;

/**
 * What an operator wants a chain to do.
 *
 * @param to empty: to make a contract
 * @param data hex with 0x
 * @param gasLimit what it may use at most; what it does not use is not paid
 */
record Transaction(Optional<Address> to, String data, long gasLimit) {

    /**
     * It with its number, signed.
     *
     * @param bytes as it travels, hex with 0x
     * @param hash its name on the chain
     */
    record Signed(Transaction transaction, long nonce, String bytes, String hash) {}

    /** Signs it as the oldest kind of transaction, which every chain takes. */
    Signed signed(OperatorKey key, long chainId, long nonce, BigInteger gasPrice) {
        var number = BigInteger.valueOf(nonce);
        var limit = BigInteger.valueOf(gasLimit);
        var raw = to.isPresent()
                ? RawTransaction.createTransaction(
                        number, gasPrice, limit, to.get().text(), BigInteger.ZERO, data)
                : RawTransaction.createContractTransaction(number, gasPrice, limit, BigInteger.ZERO, data);
        String bytes = key.signed(raw, chainId);
        return new Signed(this, nonce, bytes, Hash.sha3(bytes));
    }
}
