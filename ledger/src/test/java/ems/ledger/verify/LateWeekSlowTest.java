package ems.ledger.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.fixture.DemoMarket;
import ems.ledger.fixture.LateMeters;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.BackOff;
import ems.ledger.store.LedgerExporter;
import ems.ledger.store.LedgerTables;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.ledger.verify.Verification.Verified;
import ems.market.ledger.Identities;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.record.Correction;
import ems.market.record.CorrectionLine;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A week in which one sample in twenty comes in up to six days late, beside the same week in time: perfect forecasts, so that
 * the pairs are the same.
 */
@Tag("slow")
class LateWeekSlowTest {

    private static final long SEED = 7;
    private static final int WEEK = 7 * 1_440;
    private static final int SIX_DAYS = 6 * 1_440;
    private static final int HOUR = 60;
    private static final int HOMES = 3;
    private static final int CARS = 2;

    @TempDir
    Path folder;

    /** What a week moved and paid, match by match. */
    private static final class Week {

        private final Map<MatchId, Match> matches = new HashMap<>();
        private final Map<MatchId, List<NetEnergy>> moved = new HashMap<>();
        private final Map<MatchId, Money> paidToHome = new HashMap<>();
        private final List<Correction> notInFull = new ArrayList<>();
        private long corrections;

        void add(PeriodRecord record) {
            for (Match match : record.all(Match.class)) {
                matches.put(match.id(), match);
                moved.put(match.id(), Correction.samples(record.exchanges(match.id())));
            }
            record.all(SettlementLine.class).forEach(this::pay);
            for (Correction correction : record.all(Correction.class)) {
                corrections++;
                moved.put(correction.match(), correction.samples());
                if (!correction.isBookedInFull()) {
                    notInFull.add(correction);
                }
            }
            record.all(CorrectionLine.class).forEach(each -> pay(each.line()));
        }

        private void pay(SettlementLine line) {
            paidToHome.merge(line.match(), line.effectOn(line.prosumer()), Money::plus);
        }
    }

    private Week week(LateMeters meters, String name) throws Exception {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        DataSource database = LedgerTables.in(source);
        var anHour = Duration.ofHours(1);
        var week = new Week();
        try (var outbox = new AnchorOutbox(database, Map.of(), new BackOff(anHour, anHour), anHour)) {
            var journal = new StoredJournal(database);
            var ledger = new StoredLedger(database, outbox);
            var market = DemoMarket.lateAndRoomy(HOMES, CARS, meters, journal, ledger)
                    .open(Identities.NONE, Energy.ofKilowattHours("4000"));
            // the late ones of the last day come in during six days more, in which a period an hour is enough
            for (int i = 0; i < WEEK + SIX_DAYS + HOUR; i += i < WEEK ? 1 : HOUR) {
                var key = DemoMarket.key(i);
                meters.comesTo(key.period().start());
                if (i < WEEK) {
                    market.upToMatch(key);
                    meters.comesTo(key.period().end());
                    market.settle(key);
                } else {
                    market.correct(key);
                }
                week.add(journal.read(key));
            }
            new LedgerExporter(database).export(DemoMarket.GRID, folder.resolve(name), folder.resolve("none"));
            assertThat(meters.refused()).isEmpty();
            assertThat(meters.waiting(1)).isEmpty();
            assertThat(journal.inventory(DemoMarket.GRID, new VehicleId("EV1"))).isPresent();
        }
        assertThat(LedgerVerifier.of(folder.resolve(name))).isInstanceOf(Verified.class);
        return week;
    }

    @Test
    void eachPairMovesInEachSampleWhatItWouldHaveMovedInTime() throws Exception {
        var inTime = week(LateMeters.ofParkedCars(SEED, 0, 1), "in-time");
        var late = week(LateMeters.ofParkedCars(SEED, 5, SIX_DAYS), "late");
        assertThat(inTime.corrections).isZero();
        assertThat(late.corrections).isGreaterThan(1_000);
        assertThat(late.notInFull).isEmpty();
        // a pair may be refused for its price, which hangs on what is in the car by then
        Set<MatchId> both = new HashSet<>(late.moved.keySet());
        both.retainAll(inTime.moved.keySet());
        assertThat(both.size()).isGreaterThan(inTime.moved.size() * 99 / 100);
        long otherPrice = 0;
        for (var id : both) {
            assertThat(late.moved.get(id)).as("%s", id).isEqualTo(inTime.moved.get(id));
            var match = late.matches.get(id);
            var same = inTime.matches.get(id);
            if (match.storing().price().equals(same.storing().price())
                    && match.releasing().price().equals(same.releasing().price())) {
                assertThat(late.paidToHome.get(match.id())).as("%s", id).isEqualTo(inTime.paidToHome.get(match.id()));
            } else {
                otherPrice++;
            }
        }
        assertThat(otherPrice).isLessThan(both.size());
    }
}
