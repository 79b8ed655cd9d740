package ems.chains.evm;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Where the contracts are.
 *
 * @param block of the chain, not after that of any contract; events are looked for from here on
 */
public record ContractAddresses(Map<ChainContract, Address> all, long block) {

    public ContractAddresses {
        for (ChainContract contract : ChainContract.values()) {
            if (all.get(contract) == null) {
                throw new IllegalArgumentException("the address of " + contract.title() + " is missing");
            }
        }
        if (new HashSet<>(all.values()).size() < all.size()) {
            throw new IllegalArgumentException("two contracts have the same address: " + all.values());
        }
        if (block < 0) {
            throw new IllegalArgumentException("block " + block + " of the contracts is below 0");
        }
        all = Map.copyOf(new EnumMap<>(all));
    }

    public Address of(ChainContract contract) {
        return requireNonNull(all.get(contract));
    }
}
