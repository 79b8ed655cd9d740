package ems.ledger.chain;

import java.util.List;
import java.util.Optional;

import ems.market.ledger.BlockHeader;
import ems.market.record.Validators;

/**
 * A block that was just made.
 *
 * @param leaves its entries' lines in UTF-8, without their ends
 * @param validators who must sign it; empty: nobody
 * @param head the chain's end with it
 */
public record SealedBlock(BlockHeader header, List<byte[]> leaves, Optional<Validators> validators, Head head) {}
