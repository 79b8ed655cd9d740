package ems.console;

import java.util.Optional;

import ems.market.ledger.BlockHeader;
import ems.market.record.PeriodRecord;

/**
 * A period that was settled or abandoned.
 *
 * @param block the block that holds its entries, once it is sealed
 * @param anchored whether the block's header is published outside
 * @param signedBy number of road-side units whose signatures the block carries
 */
public record EndedPeriod(PeriodRecord record, Optional<BlockHeader> block, boolean anchored, int signedBy) {}
