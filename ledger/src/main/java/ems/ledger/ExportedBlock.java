package ems.ledger;

import java.util.List;

import ems.market.ledger.BlockHeader;

/** A block as it stands in an export, unchecked. */
record ExportedBlock(BlockHeader header, List<byte[]> lines) {}
