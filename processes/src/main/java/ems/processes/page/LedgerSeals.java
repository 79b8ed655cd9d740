package ems.processes.page;

import java.util.Optional;

import ems.console.books.FindSeals;
import ems.console.books.Seal;
import ems.ledger.store.StoredLedger;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

/** What the page shows of the blocks of one grid, as its ledger has them. */
record LedgerSeals(GridId grid, StoredLedger ledger) implements FindSeals {

    @Override
    public Optional<Seal> seal(PeriodKey key) {
        return ledger.block(key).map(block -> new Seal(block, ledger.signatures(block)));
    }

    @Override
    public Optional<MatchingPeriod> sealedFrom() {
        return ledger.first(grid).map(block -> block.key().period());
    }

    @Override
    public Optional<MatchingPeriod> sealedUpTo() {
        return ledger.head(grid).map(head -> head.key().period());
    }

    @Override
    public long anchoredHeight() {
        return ledger.anchoredHeight(grid).orElse(-1L);
    }
}
