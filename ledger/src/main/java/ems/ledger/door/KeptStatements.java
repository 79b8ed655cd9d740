package ems.ledger.door;

import java.util.List;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.ExchangeStatement;

/** Port: statements that were taken in a grid, as they travelled: what was acknowledged is there after whatever ends the process. */
public interface KeptStatements {

    /** Keeps all of them, or none. */
    void keep(List<ExchangeStatement> taken);

    /** Their tokens, in no order; of periods that were settled meanwhile, too. */
    List<String> all();

    void forget(MatchingPeriod before);
}
