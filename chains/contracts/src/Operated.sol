// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// Takes one record per grid and height, without gaps from height 0, from the account that deployed it and no other.
abstract contract Operated {
    /// Account that may write: in the code, not in storage, so that it cannot change and costs nothing to read.
    address public immutable operator;

    /// By grid: the height that comes next, which is also how many heights there are.
    mapping(bytes32 grid => uint64 height) public next;

    error NotOperator(address caller, address operator);
    error NotNextHeight(bytes32 grid, uint64 height, uint64 next);
    error NotTaken(bytes32 grid, uint64 height, uint64 next);

    constructor() {
        operator = msg.sender;
    }

    /// Lets the operator take the grid's next height, and only that one.
    modifier takes(bytes32 grid, uint64 height) {
        if (msg.sender != operator) {
            revert NotOperator(msg.sender, operator);
        }
        uint64 due = next[grid];
        if (height != due) {
            revert NotNextHeight(grid, height, due);
        }
        next[grid] = due + 1;
        _;
    }

    /// The height must be taken: nothing can be proven of the others.
    modifier taken(bytes32 grid, uint64 height) {
        if (height >= next[grid]) {
            revert NotTaken(grid, height, next[grid]);
        }
        _;
    }
}
