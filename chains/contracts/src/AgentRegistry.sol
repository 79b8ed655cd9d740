// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ContractState} from "./ContractState.sol";

/// Who takes part in a grid, and with which keys.
contract AgentRegistry is ContractState {}
