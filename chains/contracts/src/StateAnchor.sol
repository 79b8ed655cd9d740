// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Operated} from "./Operated.sol";
import {Rfc6962} from "./Rfc6962.sol";

/// The heads of the blocks of many grids, append only: what an auditor compares a ledger with.
contract StateAnchor is Operated {
    struct Block {
        bytes32 blockHash;
        bytes32 entriesRoot;
    }

    mapping(bytes32 grid => mapping(uint64 height => Block)) public blocks;

    /// blockHash: SHA-256 of the block's header. entriesRoot: RFC 6962 over its entries; logRoot: over the hashes of all earlier blocks.
    event Anchored(
        bytes32 indexed grid, uint64 indexed height, bytes32 blockHash, bytes32 entriesRoot, bytes32 logRoot
    );

    function anchor(bytes32 grid, uint64 height, bytes32 blockHash, bytes32 entriesRoot, bytes32 logRoot)
        external
        takes(grid, height)
    {
        blocks[grid][height] = Block(blockHash, entriesRoot);
        emit Anchored(grid, height, blockHash, entriesRoot, logRoot);
    }

    /// Whether the entry is in the block at this height.
    function verifyEntry(
        bytes32 grid,
        uint64 height,
        bytes calldata entry,
        uint256 index,
        uint256 size,
        bytes32[] calldata path
    ) external view taken(grid, height) returns (bool) {
        (bool fits, bytes32 root) = Rfc6962.rootOf(entry, index, size, path);
        return fits && root == blocks[grid][height].entriesRoot;
    }
}
