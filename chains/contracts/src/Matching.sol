// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ContractState} from "./ContractState.sol";

/// The bids of a grid's period, and what the matching made of them.
contract Matching is ContractState {}
