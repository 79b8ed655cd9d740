package ems.processes.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each alert fires by its fault once that has lasted long enough, and ends with it. */
class AlertJudgeTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private AlertJudge judge = new AlertJudge();
    private final Map<Figure, Double> figures = new HashMap<>();
    private Instant now = NOON;
    private List<Alert> alerts = List.of();

    private void is(String name, String grid, String part, double value) {
        figures.put(new Figure(name, grid, part), value);
    }

    /** A look every ten seconds. */
    private void passes(Duration time) {
        var end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plusSeconds(10);
            alerts = judge.look(now, figures);
        }
    }

    private List<String> firing() {
        return alerts.stream()
                .filter(Alert::firing)
                .map(alert -> alert.rule().id())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ems_periods_stopped,     demo, '',    0,   1,   PT2M,  EmsPeriodStandsStill",
        "ems_grid_paused,         demo, '',    0,   1,   PT30M, EmsGridPaused",
        "ems_anchor_lag_blocks,   demo, iota,  30,  31,  PT10M, EmsAnchorsLag",
        "ems_disk_days_left,      '',   '',    14,  13,  PT1H,  EmsDiskFillsUp",
        "ems_mqtt_connected,      '',   '',    1,   0,   PT2M,  EmsBrokerLost"
    })
    void aFigureIsWrongForSoLong(
            String figure, String grid, String part, double right, double wrong, Duration lasting, String alert) {
        is(figure, grid, part, right);
        passes(Duration.ofSeconds(10));
        assertThat(alerts).isEmpty();
        is(figure, grid, part, wrong);
        passes(lasting);
        assertThat(firing()).isEmpty();
        assertThat(alerts).hasSize(1);
        passes(Duration.ofSeconds(10));
        assertThat(firing()).containsExactly(alert);
        assertThat(alerts.get(0).since()).isEqualTo(NOON.plusSeconds(20));
        is(figure, grid, part, right);
        passes(Duration.ofSeconds(10));
        assertThat(alerts).isEmpty();
        is(figure, grid, part, wrong);
        passes(Duration.ofSeconds(10));
        assertThat(firing()).as("the time counts anew").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ems_step_failures_total,    settle, 3,   4,   EmsStepsFail",
        "ems_messages_refused_total, '',     100, 101, EmsMessagesRefused",
        "ems_clock_jumps_total,      '',     0,   1,   EmsClockWrong"
    })
    void aCountGrowsTooFast(String figure, String part, double few, double many, String alert) {
        is(figure, "demo", part, 1_000);
        passes(Duration.ofSeconds(10));
        is(figure, "demo", part, 1_000 + few);
        passes(Duration.ofSeconds(10));
        assertThat(firing()).isEmpty();
        is(figure, "demo", part, 1_000 + many);
        passes(Duration.ofSeconds(10));
        assertThat(firing()).containsExactly(alert);
        passes(Duration.ofMinutes(15));
        assertThat(firing()).as("it is a quarter of an hour ago").isEmpty();
    }

    @Test
    void aGridThatIsNotPausedSettlesNothing() {
        is(Figure.SETTLED, "demo", "", 7);
        is(Figure.PAUSED, "demo", "", 0);
        passes(Duration.ofSeconds(20));
        assertThat(alerts).hasSize(1);
        passes(Duration.ofMinutes(5));
        assertThat(firing()).containsExactly("EmsNothingSettles");
        is(Figure.SETTLED, "demo", "", 8);
        passes(Duration.ofSeconds(10));
        assertThat(alerts).isEmpty();
        passes(Duration.ofMinutes(9));
        assertThat(alerts).isEmpty();
        passes(Duration.ofMinutes(7));
        assertThat(firing()).containsExactly("EmsNothingSettles");
    }

    @Test
    void aPausedGridNeedSettleNothing() {
        is(Figure.SETTLED, "demo", "", 7);
        is(Figure.PAUSED, "demo", "", 1);
        passes(Duration.ofMinutes(20));
        assertThat(firing()).isEmpty();
        passes(Duration.ofMinutes(11));
        assertThat(firing()).containsExactly("EmsGridPaused");
    }

    @Test
    void gridsAndTargetsAreJudgedEachForItself() {
        is(Figure.ANCHOR_LAG, "north", "file", 0);
        is(Figure.ANCHOR_LAG, "north", "iota", 50);
        is(Figure.ANCHOR_LAG, "south", "iota", 40);
        passes(Duration.ofMinutes(11));
        assertThat(alerts)
                .extracting(Alert::summary)
                .containsExactlyInAnyOrder(
                        "iota is 50 blocks of grid north behind", "iota is 40 blocks of grid south behind");
    }

    @Test
    void whatIsNotKnownIsNotWrong() {
        is(Figure.DAYS_LEFT, "", "", Double.NaN);
        passes(Duration.ofHours(2));
        assertThat(alerts).isEmpty();
    }

    @Test
    void aClockThatIsSetBackForgetsWhatItSawLater() {
        is(Figure.STOPPED, "demo", "", 1);
        passes(Duration.ofMinutes(3));
        assertThat(firing()).hasSize(1);
        now = NOON.minus(Duration.ofHours(1));
        passes(Duration.ofSeconds(10));
        assertThat(firing()).isEmpty();
        passes(Duration.ofMinutes(2));
        assertThat(firing()).hasSize(1);
    }

    /** The market is killed and started again; its figures begin at zero, and come back one look after the other. */
    private void restarts() {
        var before = alerts;
        judge = new AlertJudge();
        judge.resume(before.stream().collect(Collectors.toMap(Alert::key, Alert::since)), now);
        figures.clear();
    }

    @Test
    void whatWasWrongBeforeARestartIsWrongSinceThen() {
        is(Figure.STOPPED, "demo", "", 1);
        passes(Duration.ofMinutes(3));
        var since = alerts.get(0).since();
        var key = alerts.get(0).key();
        restarts();
        passes(Duration.ofSeconds(20));
        assertThat(alerts).as("it is not measured yet").isEmpty();
        assertThat(judge.awaits(key)).isTrue();
        is(Figure.STOPPED, "demo", "", 1);
        passes(Duration.ofSeconds(30));
        assertThat(firing()).containsExactly("EmsPeriodStandsStill");
        assertThat(alerts.get(0).since()).isEqualTo(since);
        assertThat(judge.awaits(key)).isFalse();
    }

    @Test
    void whatIsMendedByARestartIsOver() {
        is(Figure.STOPPED, "demo", "", 1);
        passes(Duration.ofMinutes(3));
        var key = alerts.get(0).key();
        restarts();
        is(Figure.STOPPED, "demo", "", 0);
        passes(Duration.ofSeconds(20));
        assertThat(alerts).isEmpty();
        assertThat(judge.awaits(key)).isFalse();
    }

    @Test
    void whatIsNeverMeasuredAgainIsOverAfterAQuarterOfAnHour() {
        is(Figure.ANCHOR_LAG, "demo", "iota", 50);
        passes(Duration.ofMinutes(11));
        var key = alerts.get(0).key();
        restarts();
        passes(Duration.ofMinutes(15));
        assertThat(judge.awaits(key)).isTrue();
        passes(Duration.ofSeconds(10));
        assertThat(judge.awaits(key)).isFalse();
    }
}
