// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ContractState} from "./ContractState.sol";

/// The forecasting model that a grid shares.
contract ModelRegistry is ContractState {}
