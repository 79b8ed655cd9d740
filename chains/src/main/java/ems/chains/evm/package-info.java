/** Anchors on a chain that runs the Ethereum Virtual Machine: IOTA EVM, Besu, anvil. */
@NullMarked
package ems.chains.evm;

import org.jspecify.annotations.NullMarked;
