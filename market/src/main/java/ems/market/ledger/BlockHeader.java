package ems.market.ledger;

import ems.market.party.PeriodKey;

/**
 * The head of a block. All hashes are SHA-256, hex.
 *
 * @param height 0 for the first block of a grid, then without gaps
 * @param entries number of leaves
 * @param root Merkle root over the entries (RFC 9162)
 * @param states what the contracts hold after the block
 * @param logRoot Merkle root over the hashes of all earlier headers (RFC 9162)
 * @param previous hash of the previous header; 64 zeros at height 0
 * @param hash hash of this header
 */
public record BlockHeader(
        PeriodKey key,
        long height,
        int entries,
        String root,
        StateRoots states,
        String logRoot,
        String previous,
        String hash) {}
