package ems.chains.evm;

import java.math.BigInteger;
import java.net.URI;
import java.util.OptionalLong;

/**
 * How an operator writes to a chain.
 *
 * @param url of a node's JSON-RPC door, http or https
 * @param key pays, and is the only one that the contracts take heights from
 * @param chainId the chain that the node must serve; empty: whichever it serves
 * @param gasPriceCeiling the most that is paid, wei per gas
 */
public record ChainAccess(
        URI url, OperatorKey key, OptionalLong chainId, BigInteger gasPriceCeiling, NodeTimeouts patience) {

    public ChainAccess {
        if (gasPriceCeiling.signum() < 0) {
            throw new IllegalArgumentException("a gas price ceiling of " + gasPriceCeiling + " wei is below 0");
        }
        if (chainId.isPresent() && chainId.getAsLong() <= 0) {
            throw new IllegalArgumentException("chain id " + chainId.getAsLong() + " is not above 0");
        }
    }

    /** The address of the node may hold a provider's key. */
    @Override
    public String toString() {
        return "access of " + key + " to " + url.getHost();
    }
}
