package ems.chains.evm;

import java.math.BigInteger;
import java.util.List;

import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint64;

import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;

/** ContractCalls of the contracts' functions, as a transaction carries them: hex with 0x. */
final class ContractCalls {

    private ContractCalls() {}

    /** The height that the contract takes next. */
    static String next(GridId grid) {
        return encoded("next", grid(grid));
    }

    /** What the contract holds at the height: one hash, or the block's hash and its entries' root. */
    static String published(ChainContract contract, GridId grid, long height) {
        return encoded(contract == ChainContract.STATE_ANCHOR ? "blocks" : "stateRoot", grid(grid), height(height));
    }

    /** Writes the contract's part of the header. */
    static String publishing(ChainContract contract, BlockHeader header) {
        var grid = grid(header.key().grid());
        var height = height(header.height());
        return contract == ChainContract.STATE_ANCHOR
                ? encoded(
                        "anchor",
                        grid,
                        height,
                        hash("hash", header.hash()),
                        hash("root", header.root()),
                        hash("log root", header.logRoot()))
                : encoded("commit", grid, height, hash("state root", part(contract, header)));
    }

    /** What of the header the contract holds, hex. */
    static String part(ChainContract contract, BlockHeader header) {
        return switch (contract) {
            case AGENT_REGISTRY -> header.states().registry();
            case MATCHING -> header.states().matching();
            case REAL_TIME_MANAGEMENT -> header.states().exchange();
            case MODEL_REGISTRY -> header.states().model();
            case STATE_ANCHOR -> header.hash();
        };
    }

    private static Bytes32 grid(GridId grid) {
        return new Bytes32(Hashes.of(grid));
    }

    private static Bytes32 hash(String what, String hex) {
        return new Bytes32(Hashes.parse(what, hex));
    }

    private static Uint64 height(long height) {
        if (height < 0) {
            throw new IllegalArgumentException("height " + height + " is below 0");
        }
        return new Uint64(BigInteger.valueOf(height));
    }

    private static String encoded(String function, Type<?>... inputs) {
        return FunctionEncoder.encode(new Function(function, List.of(inputs), List.of()));
    }
}
