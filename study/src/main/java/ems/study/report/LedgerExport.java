package ems.study.report;

/**
 * What a reader needs to check the ledger that lies beside the report.
 *
 * @param grid id of the grid
 * @param entries in all blocks
 * @param lastHash hash of the last block's header, hex
 */
public record LedgerExport(String grid, long blocks, long entries, String lastHash) {}
