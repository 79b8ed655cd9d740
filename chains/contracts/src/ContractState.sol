// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Operated} from "./Operated.sol";
import {Rfc6962} from "./Rfc6962.sol";

/// Mirror of one contract of a grid's ledger: the root of what it holds after each block. The state itself stays off chain.
abstract contract ContractState is Operated {
    /// Root (RFC 6962) over the sorted lines of the state, by grid and height.
    mapping(bytes32 grid => mapping(uint64 height => bytes32 root)) public stateRoot;

    event Committed(bytes32 indexed grid, uint64 indexed height, bytes32 stateRoot);

    function commit(bytes32 grid, uint64 height, bytes32 root) external takes(grid, height) {
        stateRoot[grid][height] = root;
        emit Committed(grid, height, root);
    }

    /// Whether the line was part of the state after the block at this height.
    function verifyState(
        bytes32 grid,
        uint64 height,
        bytes calldata line,
        uint256 index,
        uint256 size,
        bytes32[] calldata path
    ) external view taken(grid, height) returns (bool) {
        (bool fits, bytes32 root) = Rfc6962.rootOf(line, index, size, path);
        return fits && root == stateRoot[grid][height];
    }
}
