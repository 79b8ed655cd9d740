package ems.console.books;

import ems.market.ledger.BlockHeader;

/**
 * The block that holds a period's entries.
 *
 * @param signedBy number of road-side units whose signatures the block carries
 */
public record Seal(BlockHeader block, int signedBy) {}
