package ems.ledger;

import java.util.List;

import ems.market.ledger.BlockHeader;

/**
 * A block that was just made.
 *
 * @param leaves its entries' lines in UTF-8, without their ends
 * @param head the chain's end with it
 */
record SealedBlock(BlockHeader header, List<byte[]> leaves, Head head) {}
