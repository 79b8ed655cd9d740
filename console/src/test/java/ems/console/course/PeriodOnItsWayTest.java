package ems.console.course;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.console.course.StageNow.Status;
import ems.console.fixture.FiveHomes;
import ems.console.fixture.MetersUntil;
import ems.market.record.Abandonment;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.record.StepRecord;

import static org.assertj.core.api.Assertions.assertThat;

class PeriodOnItsWayTest {

    private static final Instant START = FiveHomes.NOON.start();
    private static final MetersUntil METERS = MetersUntil.sunny(FiveHomes.NOON.end());

    @ParameterizedTest(name = "after ''{0}'' the period is at ''{1}''")
    @CsvSource({
        "COLLECT_BIDS, Forecast",
        "FORECAST, Verify and limit",
        "VERIFY_AND_LIMIT, Match",
        "MATCH, Exchange window",
        "MEASURE_EXCHANGE, Settle",
        "SETTLE, Anchor"
    })
    void thePeriodIsAtTheStepAfterTheLastOneDone(Step last, String words) {
        var period = active(FiveHomes.period(FiveHomes.NOON, last, METERS), START.plusSeconds(5));

        assertThat(period.step()).isEqualTo(words);
        assertThat(period.stages())
                .filteredOn(stage -> stage.status() == Status.CURRENT)
                .extracting(StageNow::step)
                .containsExactly(words);
    }

    @Test
    void aPeriodWithoutARecordIsYetToCome() {
        var period = PeriodNow.of(
                new RunningPeriod(PeriodRecord.blank(FiveHomes.key(FiveHomes.NOON)), InstanceStanding.NOT_STARTED),
                START);

        assertThat(period.step()).isEqualTo("Collect bids");
        assertThat(period.stages()).extracting(StageNow::status).containsOnly(Status.TO_COME);
    }

    @ParameterizedTest(name = "{0} ms after the start {1} s are left")
    @CsvSource({"0, 60", "1, 60", "1000, 59", "59000, 1", "59999, 1", "60000, 0", "60001, 0", "-1, 60"})
    void theSecondsLeftAreRoundedUpAndStayInsideThePeriod(long millis, long left) {
        var record = FiveHomes.period(FiveHomes.NOON, Step.MATCH, METERS);

        assertThat(active(record, START.plusMillis(millis)).secondsLeft()).isEqualTo(left);
    }

    @Test
    void theExchangeWindowIsOpenToItsLastMillisecondAndClosedAtTheEnd() {
        var record = FiveHomes.period(FiveHomes.NOON, Step.MATCH, METERS);

        assertThat(active(record, START.plusMillis(59_999)).step()).isEqualTo("Exchange window");
        assertThat(active(record, START.plusMillis(60_000)).step()).isEqualTo("Measure exchange");
    }

    @Test
    void aStepThatAnOperatorSkippedIsShownAsSkipped() {
        var record =
                FiveHomes.period(FiveHomes.NOON, Step.FORECAST, METERS).with(new StepRecord(Step.MATCH, List.of()));

        var period = active(record, START.plusSeconds(9));

        assertThat(period.stages())
                .filteredOn(stage -> stage.status() == Status.SKIPPED)
                .extracting(StageNow::step)
                .containsExactly("Verify and limit");
    }

    @Test
    void aFailureNamesItsTaskItsReasonAndWhatToDo() {
        var record = FiveHomes.period(FiveHomes.NOON, Step.MEASURE_EXCHANGE, METERS);

        var period = PeriodNow.of(
                new RunningPeriod(record, InstanceStanding.failed("p", "i", "Settle", "the database is full")),
                START.plusSeconds(61));

        assertThat(period.error()).contains("'Settle' failed: the database is full");
        assertThat(period.advice().orElseThrow()).startsWith("Retry: what is booked is never booked twice.");
        assertThat(period.stages().get(6)).isEqualTo(new StageNow("Settle", Status.FAILED, ""));
    }

    @Test
    void aFailureOfATaskThatIsNoStageStandsWhereTheRecordEnds() {
        var record = FiveHomes.period(FiveHomes.NOON, Step.COLLECT_BIDS, METERS);

        var period = PeriodNow.of(
                new RunningPeriod(record, InstanceStanding.failed("p", "i", "Forecast by persistence", " ")), START);

        assertThat(period.step()).isEqualTo("Forecast");
        assertThat(period.error()).contains("'Forecast by persistence' failed: the process gave no reason");
    }

    @Test
    void aCompletedPeriodIsSettled() {
        var record = FiveHomes.period(FiveHomes.NOON, Step.SETTLE, METERS);

        var period = PeriodNow.of(new RunningPeriod(record, InstanceStanding.COMPLETED), FiveHomes.NOON.end());

        assertThat(period.step()).isEqualTo("Settled");
        assertThat(period.stages()).extracting(StageNow::status).containsOnly(Status.DONE);
    }

    @Test
    void aPeriodThatWasAbandonedBeforeItsMinuteIsOverSaysSo() {
        var record = FiveHomes.period(FiveHomes.NOON, Step.MATCH, METERS)
                .with(new StepRecord(Step.ABANDON, List.of(new Abandonment("an operator skipped its settlement"))));

        var period = PeriodNow.of(new RunningPeriod(record, InstanceStanding.COMPLETED), START.plusSeconds(20));

        assertThat(period.step()).isEqualTo("Abandoned: an operator skipped its settlement");
        assertThat(period.error()).isEmpty();
        assertThat(period.stages())
                .extracting(StageNow::status)
                .startsWith(Status.DONE, Status.DONE, Status.DONE, Status.DONE)
                .endsWith(Status.SKIPPED, Status.SKIPPED, Status.SKIPPED);
    }

    @Test
    void whatToDoAboutAPeriodThatAPauseLeftOutDependsOnWhetherThePauseHolds() {
        var record = PeriodRecord.blank(FiveHomes.key(FiveHomes.NOON))
                .with(new StepRecord(
                        Step.ABANDON, List.of(new Abandonment("skipped: paused by an operator (trail 7)"))));
        var pause = new NoticeNow("the grid is paused", "The operator's page resumes the grid.");

        assertThat(PeriodNow.of(
                                new RunningPeriod(record, InstanceStanding.COMPLETED, Optional.of(pause)),
                                START.plusSeconds(20))
                        .advice())
                .contains("The operator's page resumes the grid.");
        var resumed = new RunningPeriod(record, InstanceStanding.COMPLETED);
        assertThat(PeriodNow.of(resumed, START.plusSeconds(59)).advice())
                .contains("Nothing to do: the next one starts at " + FiveHomes.NOON.end() + ".");
        assertThat(PeriodNow.of(resumed, START.plusSeconds(60)).advice())
                .contains("Nothing to do: its minute is over.");
    }

    private static PeriodNow active(PeriodRecord record, Instant clock) {
        return PeriodNow.of(new RunningPeriod(record, InstanceStanding.active("p", "i")), clock);
    }
}
