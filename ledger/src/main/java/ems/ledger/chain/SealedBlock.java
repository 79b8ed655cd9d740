package ems.ledger.chain;

import java.util.Optional;

import ems.market.ledger.BlockHeader;
import ems.market.record.EntryLines;
import ems.market.record.Validators;

/**
 * A block that was just made.
 *
 * @param lines those of its entries
 * @param validators who must sign it; empty: nobody
 * @param head the chain's end with it
 */
public record SealedBlock(BlockHeader header, EntryLines lines, Optional<Validators> validators, Head head) {}
