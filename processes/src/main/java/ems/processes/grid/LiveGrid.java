package ems.processes.grid;

import java.util.Optional;

import ems.ledger.door.ExchangeBox;
import ems.ledger.door.ForecastBox;
import ems.ledger.door.RegistryCheck;
import ems.ledger.door.SignedBidStore;
import ems.ledger.store.RegistryKeys;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.market.ledger.BlockHeader;
import ems.market.party.PeriodKey;
import ems.market.period.GridMarket;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;
import ems.market.telemetry.DeadLetters;
import ems.processes.roster.GridRoster;
import ems.processes.time.GridClock;
import ems.routes.store.ChargerInbox;
import ems.routes.store.JdbcTelemetry;
import ems.rules.FolderRuleBook;

/**
 * One grid that runs here, with everything it is plugged into.
 *
 * @param roster who belongs to it, in which period
 * @param byHand its clock is set by a tester
 */
public record LiveGrid(
        GridSetup setup,
        GridRoster roster,
        GridClock clock,
        boolean byHand,
        GridMarket market,
        StoredJournal journal,
        StoredLedger ledger,
        FolderRuleBook rules,
        JdbcTelemetry telemetry,
        ChargerInbox chargers,
        DeadLetters deadLetters,
        SignedBidStore bids,
        ForecastBox forecasts,
        ExchangeBox exchanges) {

    public PeriodKey key(MatchingPeriod period) {
        return new PeriodKey(setup.grid(), period);
    }

    /** What its registry, as the newest block has it, says of who signed something. */
    public RegistryCheck registry() {
        return new RegistryCheck(setup.grid(), new RegistryKeys(ledger));
    }

    public MatchingPeriod now() {
        return MatchingPeriod.containing(clock.instant());
    }

    /** The head of the books, if that leaves no place for what the period would still record. */
    public Optional<PeriodKey> sealedPast(PeriodRecord period) {
        var key = period.key();
        return ledger.head(key.grid())
                .map(BlockHeader::key)
                .filter(head -> !period.isClosed() && !head.period().isBefore(key.period()));
    }
}
