package ems.ledger.unit;

import java.util.List;
import java.util.Optional;

import ems.ledger.export.ExportedBlock;
import ems.market.party.GridId;

/** Port: the blocks that a market has sealed, for units that lack some. */
public interface EarlierBlocks {

    /** Empty: there is none at this height, or its entries are forgotten. */
    Optional<ExportedBlock> block(GridId grid, long height);

    /** Hashes of the headers of the first so many blocks. */
    List<String> hashes(GridId grid, long size);
}
