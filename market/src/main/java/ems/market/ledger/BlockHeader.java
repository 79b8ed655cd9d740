package ems.market.ledger;

import ems.market.period.PeriodKey;

/**
 * The head of a block.
 *
 * @param height 0 for the first block of a grid, then without gaps
 * @param entries number of leaves
 * @param root Merkle root over the entries (RFC 6962, SHA-256), hex
 * @param previous hash of the previous header, hex; 64 zeros at height 0
 * @param hash hash of this header, hex
 */
public record BlockHeader(PeriodKey key, long height, int entries, String root, String previous, String hash) {}
