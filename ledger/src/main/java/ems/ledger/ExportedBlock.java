package ems.ledger;

import java.util.List;

import ems.market.ledger.BlockHeader;

/**
 * A block as it stands in an export, unchecked.
 *
 * @param signatures lines with their ends
 */
record ExportedBlock(BlockHeader header, String signatures, List<byte[]> lines) {}
