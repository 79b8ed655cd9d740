package ems.console.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import ems.console.books.EndedPeriods;
import ems.console.books.TotalsNow;
import ems.console.course.InstanceStanding;
import ems.console.course.UnfinishedPeriod;
import ems.console.fixture.FiveHomes;
import ems.console.fixture.MetersUntil;
import ems.console.fixture.Pictures;
import ems.console.fixture.RecordedPeriods;
import ems.console.flow.BalanceNow;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.telemetry.Readings;
import ems.market.telemetry.VehicleReport;

import static org.assertj.core.api.Assertions.assertThat;

/** How often a look at the page asks the journal, the ledger and the telemetry: counted, as time depends on the machine. */
class CostOfALookTest {

    private static final MetersUntil METERS = MetersUntil.sunny(FiveHomes.NOON.end());
    private static final Instant CLOCK = FiveHomes.NOON.start().plusSeconds(37);

    /** Counts what the store is asked: for a period together, and for a single meter or EV. */
    private static final class CountedReadings implements Readings {

        private final List<MatchingPeriod> fetched = new ArrayList<>();
        private int single;

        @Override
        public Readings during(MatchingPeriod period, Collection<? extends Party> parties) {
            fetched.add(period);
            return METERS;
        }

        @Override
        public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
            single++;
            return METERS.metered(prosumer, sampleStart);
        }

        @Override
        public boolean pluggedIn(VehicleId vehicle, Instant instant) {
            single++;
            return METERS.pluggedIn(vehicle, instant);
        }

        @Override
        public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
            single++;
            return METERS.report(vehicle, after, upTo);
        }
    }

    @Test
    void aPollCostsTheSameHoweverManyPeriodsHaveEnded() {
        assertThat(questionsOfALaterPoll(600)).isEqualTo(questionsOfALaterPoll(8));
    }

    private static int questionsOfALaterPoll(int ended) {
        var journal = journal(ended);
        var watched = journal.watched(METERS);
        for (int i = 0; i < 600 / 30; i++) {
            look(watched);
        }
        journal.questions();
        look(watched);
        return journal.questions();
    }

    @Test
    void aLaterPollReadsTheCurrentPeriodTheInventoriesAndTheAnchoredHeight() {
        var journal = journal(20);
        var watched = journal.watched(METERS);
        look(watched);
        journal.questions();

        look(watched);

        // read(current), inventories(all), anchoredHeight()
        assertThat(journal.questions()).isEqualTo(3);
    }

    @Test
    void whatMetersAndEvsReportIsFetchedTogether() {
        var readings = new CountedReadings();
        var watched = journal(3).watched(readings);

        look(watched);

        assertThat(readings.fetched).containsExactlyInAnyOrder(FiveHomes.NOON, FiveHomes.NOON.previous());
        assertThat(readings.single).isZero();
    }

    @Test
    void anUnchangedRecordKeepsItsIndexesAndItsPairs() {
        var journal = journal(3);
        var watched = journal.watched(METERS);

        var record = watched.record(FiveHomes.NOON);
        var pairs = watched.pairs(record, FiveHomes.PRICES);
        journal.record(FiveHomes.period(FiveHomes.NOON, Step.MATCH, METERS));

        assertThat(watched.record(FiveHomes.NOON)).isSameAs(record);
        assertThat(watched.pairs(watched.record(FiveHomes.NOON), FiveHomes.PRICES))
                .isSameAs(pairs);

        journal.record(FiveHomes.period(FiveHomes.NOON, Step.MEASURE_EXCHANGE, METERS));

        assertThat(watched.record(FiveHomes.NOON).has(Step.MEASURE_EXCHANGE)).isTrue();
    }

    @Test
    void afterARestartTheDayIsReadBitByBitAndComesOutTheSame() {
        var journal = journal(100);
        var kept = journal.ended();
        for (int i = 0; i < 4; i++) {
            kept.before(FiveHomes.NOON, Set.of());
        }
        var restarted = journal.ended();

        var first = restarted.before(FiveHomes.NOON, Set.of()).today();
        assertThat(first.periods()).isPositive().isLessThan(100);
        // not of the 724 minutes since midnight: the first block is a hundred minutes old
        assertThat(first.periods() + first.unread()).isEqualTo(100);

        assertThat(allRead(restarted)).isEqualTo(allRead(kept));
        assertThat(allRead(restarted).periods()).isEqualTo(100);
    }

    private static TotalsNow allRead(EndedPeriods periods) {
        var today = periods.before(FiveHomes.NOON, Set.of()).today();
        while (today.unread() > 0) {
            today = periods.before(FiveHomes.NOON, Set.of()).today();
        }
        return today;
    }

    @Test
    void aDamagedRecordCostsItsOwnRowAndNoOther() {
        var journal = journal(5);
        var damaged = FiveHomes.NOON.previous().previous();
        journal.damage(FiveHomes.key(damaged));

        var ended = journal.ended().before(FiveHomes.NOON, Set.of());

        assertThat(ended.rows()).hasSize(4).noneMatch(row -> row.start().equals(damaged.start()));
        assertThat(ended.today().periods()).isEqualTo(4);
        assertThat(ended.today().unreadable()).isEqualTo(1);
    }

    @Test
    void anUnfinishedPeriodWithADamagedRecordIsStillShown() {
        var journal = journal(0);
        var stuck = standingStill(1, "line 7 is no entry");
        journal.damage(FiveHomes.key(stuck.firstKey()));

        var unfinished = journal.watched(METERS).unfinished(stuck, CLOCK);

        assertThat(unfinished.rows().get(0).error()).contains("'Settle' failed: line 7 is no entry");
    }

    @Test
    void thePowersOfTheFirstSecondsDoNotNeedTheRecordOfThePeriodBefore() {
        var journal = journal(1);
        journal.damage(FiveHomes.key(FiveHomes.NOON.previous()));
        var watched = journal.watched(METERS);

        var measured = watched.measured(FiveHomes.NOON.start().plusSeconds(3), watched.record(FiveHomes.NOON));

        assertThat(BalanceNow.of(measured, FiveHomes.MEMBERS).sample()).isPresent();
    }

    @Test
    void aPeriodThatEndsLateIsShownOnceItHasEnded() {
        var journal = journal(1);
        var late = FiveHomes.NOON.previous().previous();
        journal.record(FiveHomes.period(late, Step.MATCH, METERS));
        var first = FiveHomes.period(late.previous(), Step.SETTLE, METERS);
        journal.record(first, Pictures.block(first, 0));
        var ended = journal.ended();
        assertThat(ended.before(FiveHomes.NOON, Set.of()).rows()).hasSize(2);

        journal.record(FiveHomes.period(late, Step.SETTLE, METERS));

        assertThat(ended.before(FiveHomes.NOON, Set.of()).rows())
                .extracting(row -> row.start())
                .containsExactly(
                        FiveHomes.NOON.previous().start(),
                        late.start(),
                        late.previous().start());
    }

    @Test
    void fortyPeriodsThatStandStillCostALaterLookNothing() {
        var journal = journal(0);
        var stuck = standingStill(40, "the database is full");
        stuck.keySet().forEach(period -> journal.record(FiveHomes.period(period, Step.MEASURE_EXCHANGE, METERS)));
        var watched = journal.watched(METERS);
        look(watched, stuck);
        journal.questions();

        look(watched, stuck);

        // read(current), inventories(shown), anchoredHeight()
        assertThat(journal.questions()).isEqualTo(3);
    }

    @Test
    void theOldestPeriodsThatStandStillAreShownAndTheOthersCounted() {
        var stuck = standingStill(40, "the database is full");

        var unfinished = journal(3).watched(METERS).unfinished(stuck, CLOCK);

        assertThat(unfinished.moreStopped()).isEqualTo(40 - WatchedGrid.STOPPED_SHOWN);
        assertThat(unfinished.shown())
                .extracting(UnfinishedPeriod::period)
                .containsExactlyElementsOf(
                        stuck.keySet().stream().limit(WatchedGrid.STOPPED_SHOWN).toList());
    }

    @Test
    void aPeriodThatIsFinishingIsReadAtEachLookAndShownBesideThoseThatStandStill() {
        var journal = journal(0);
        var instances = standingStill(20, "the database is full");
        var finishing = FiveHomes.NOON.previous();
        instances.put(finishing, InstanceStanding.active("p", "i"));
        journal.record(FiveHomes.period(finishing, Step.MATCH, METERS));
        var watched = journal.watched(METERS);
        watched.unfinished(instances, CLOCK);

        journal.record(FiveHomes.period(finishing, Step.MEASURE_EXCHANGE, METERS));

        var shown = watched.unfinished(instances, CLOCK).shown();
        assertThat(shown.get(shown.size() - 1).row().step()).isEqualTo("Settle");
    }

    @Test
    void aStuckPeriodThatFailsInAnotherWayIsReadAgain() {
        var journal = journal(0);
        journal.record(FiveHomes.period(FiveHomes.NOON.previous(), Step.MEASURE_EXCHANGE, METERS));
        var watched = journal.watched(METERS);
        watched.unfinished(standingStill(1, "the database is full"), CLOCK);
        journal.questions();

        var now = watched.unfinished(standingStill(1, "the disk is full"), CLOCK);

        assertThat(journal.questions()).isEqualTo(1);
        assertThat(now.rows().get(0).error()).contains("'Settle' failed: the disk is full");
    }

    private static SortedMap<MatchingPeriod, InstanceStanding> standingStill(int number, String error) {
        SortedMap<MatchingPeriod, InstanceStanding> stuck = new TreeMap<>();
        var period = FiveHomes.NOON.previous();
        for (int i = 0; i < number; i++) {
            stuck.put(period, InstanceStanding.failed("p", "i" + i, "Settle", error));
            period = period.previous();
        }
        return stuck;
    }

    private static void look(WatchedGrid watched) {
        look(watched, new TreeMap<>());
    }

    private static void look(WatchedGrid watched, SortedMap<MatchingPeriod, InstanceStanding> stuck) {
        var record = watched.record(FiveHomes.NOON);
        var rows = ShownRows.of(FiveHomes.MEMBERS, record, RowChoice.FIRST_ROWS);
        watched.pairs(record, FiveHomes.PRICES);
        watched.unfinished(stuck, CLOCK);
        watched.endedBefore(FiveHomes.NOON, stuck.keySet());
        watched.inventories(rows.vehicleIds());
        watched.measured(CLOCK, record);
    }

    /** The current period is matched; so many before it are settled and sealed. */
    private static RecordedPeriods journal(int ended) {
        var journal = new RecordedPeriods(FiveHomes.inventories());
        journal.record(FiveHomes.period(FiveHomes.NOON, Step.MATCH, METERS));
        var period = FiveHomes.NOON.previous();
        for (int i = 0; i < ended; i++) {
            PeriodRecord record = FiveHomes.period(period, Step.SETTLE, METERS);
            journal.record(record, Pictures.block(record, ended - i));
            period = period.previous();
        }
        return journal;
    }
}
