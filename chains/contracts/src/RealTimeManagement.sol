// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ContractState} from "./ContractState.sol";

/// What each EV of a grid holds after the exchanges of a period.
contract RealTimeManagement is ContractState {}
