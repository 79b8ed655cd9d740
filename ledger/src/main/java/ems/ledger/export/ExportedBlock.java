package ems.ledger.export;

import java.util.List;

import ems.market.ledger.BlockHeader;

/**
 * A block as it stands in an export, unchecked.
 *
 * @param signatures lines with their ends
 * @param retired whether it stands here without its entries
 */
public record ExportedBlock(BlockHeader header, String signatures, boolean retired, List<byte[]> lines) {

    /** The same block under other signatures. */
    public ExportedBlock signed(String by) {
        return new ExportedBlock(header, by, retired, lines);
    }
}
