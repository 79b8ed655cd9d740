/** Anchors on a chain that runs the Ethereum Virtual Machine: IOTA EVM, Besu, anvil. */
package ems.chains.evm;
