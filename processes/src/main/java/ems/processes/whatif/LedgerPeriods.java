package ems.processes.whatif;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import ems.ledger.store.SettledRange;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Correction;
import ems.market.record.Entry;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.study.recorded.SettledPeriods;

/**
 * The settled periods of a live grid, from its ledger.
 *
 * @param look called before each look into the books: what it throws ends a long walk
 */
record LedgerPeriods(SettledRange range, Runnable look) implements SettledPeriods {

    @Override
    public List<PeriodRecord> read(MatchingPeriod from, MatchingPeriod before) {
        look.run();
        return range.read(from, before);
    }

    @Override
    public Optional<MatchingPeriod> latest(MatchingPeriod before) {
        look.run();
        return range.latest(before);
    }

    @Override
    public Optional<Correction> correction(MatchId match, MatchingPeriod before) {
        return range.correction(match, before);
    }

    @Override
    public Set<MatchId> corrected(MatchingPeriod from, MatchingPeriod before) {
        return range.corrected(from, before);
    }

    @Override
    public Optional<MatchingPeriod> correcting(MatchingPeriod from, MatchingPeriod before) {
        return range.correcting(from, before);
    }

    @Override
    public List<Entry> registrations(MatchingPeriod before) {
        return range.registrations(before.previous());
    }
}
