package ems.processes.live;

import java.time.InstantSource;

import ems.ledger.StoredJournal;
import ems.ledger.StoredLedger;
import ems.ledger.identity.CheckingBids;
import ems.market.period.GridMarket;
import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;
import ems.market.telemetry.DeadLetters;
import ems.market.telemetry.TelemetryStore;
import ems.rules.FolderRuleBook;

/**
 * One grid that runs here, with everything it is plugged into.
 *
 * @param byHand its clock is set by a tester
 */
public record LiveGrid(
        GridSetup setup,
        InstantSource clock,
        boolean byHand,
        GridMarket market,
        StoredJournal journal,
        StoredLedger ledger,
        FolderRuleBook rules,
        TelemetryStore telemetry,
        DeadLetters deadLetters,
        CheckingBids bids) {

    public PeriodKey key(MatchingPeriod period) {
        return new PeriodKey(setup.grid(), period);
    }

    MatchingPeriod now() {
        return MatchingPeriod.containing(clock.instant());
    }
}
