package ems.processes.alert;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is wrong with a market, as far as it sees that itself: the conditions, times and words of {@code
 * docs/monitoring/ems-alerts.yml}, by which Prometheus tells the same. That a market is down only others see.
 */
enum AlertRule {
    PERIOD_STANDS_STILL(
            "EmsPeriodStandsStill",
            Duration.ofMinutes(2),
            Severity.PAGE,
            latest(Figure.STOPPED, stopped -> stopped > 0),
            "Periods of grid %1$s that stand still: %3$.0f",
            "Open /operations/?grid=%1$s&state=ERROR: each cause says what to do."),
    NOTHING_SETTLES(
            "EmsNothingSettles",
            Duration.ofMinutes(5),
            Severity.PAGE,
            AlertRule::settledNothing,
            "Grid %1$s has settled no period for ten minutes and is not paused",
            "The live page says why no period runs."),
    GRID_PAUSED(
            "EmsGridPaused",
            Duration.ofMinutes(30),
            Severity.TICKET,
            latest(Figure.PAUSED, paused -> paused == 1),
            "Grid %1$s is paused",
            "/operations/ says by whom and why, and resumes it."),
    ANCHORS_LAG(
            "EmsAnchorsLag",
            Duration.ofMinutes(10),
            Severity.TICKET,
            latest(Figure.ANCHOR_LAG, blocks -> blocks > 30),
            "%2$s is %3$.0f blocks of grid %1$s behind",
            "/operations/ says why the target takes none. Blocks stay queued, and trading goes on."),
    CLOCK_WRONG(
            "EmsClockWrong",
            Duration.ZERO,
            Severity.PAGE,
            grown(Figure.CLOCK_JUMPS, jumps -> jumps > 0),
            "The machine's clock has jumped: it is wrong now, or was before",
            "Set it right by NTP or PTP. docs/operating.md says what the market does meanwhile."),
    DISK_FILLS_UP(
            "EmsDiskFillsUp",
            Duration.ofHours(1),
            Severity.TICKET,
            latest(Figure.DAYS_LEFT, days -> days < 14),
            "The disk of the data folder is full in %3$.0f days",
            "Make room, or keep less: docs/storage.md."),
    STEPS_FAIL(
            "EmsStepsFail",
            Duration.ZERO,
            Severity.TICKET,
            grown(Figure.STEP_FAILURES, failures -> failures > 3),
            "Step %2$s of grid %1$s failed more than three times in a quarter of an hour",
            "Fallbacks may have taken over: the log and /operations/ say what broke."),
    MESSAGES_REFUSED(
            "EmsMessagesRefused",
            Duration.ZERO,
            Severity.TICKET,
            grown(Figure.MESSAGES_REFUSED, messages -> messages > 100),
            "Grid %1$s refused more than a hundred messages in a quarter of an hour",
            "/operations/ lists them by reason, with a sample of each."),
    BROKER_LOST(
            "EmsBrokerLost",
            Duration.ofMinutes(2),
            Severity.TICKET,
            latest(Figure.MQTT_CONNECTED, connected -> connected == 0),
            "The MQTT broker is not reached",
            "/q/health/well says why. The market goes on trying; homes and cars that nobody hears trade nothing.");

    /** Whether somebody should come at once. */
    enum Severity {
        PAGE,
        TICKET;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A figure that is as it should not be. */
    record Wrong(Figure figure, double value) {}

    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(10);

    private final String id;
    private final Duration lasting;
    private final Severity severity;
    private final Function<FigureHistory, List<Wrong>> condition;
    private final String summary;
    private final String advice;

    AlertRule(
            String id,
            Duration lasting,
            Severity severity,
            Function<FigureHistory, List<Wrong>> condition,
            String summary,
            String advice) {
        this.id = id;
        this.lasting = lasting;
        this.severity = severity;
        this.condition = condition;
        this.summary = summary;
        this.advice = advice;
    }

    /** As Prometheus calls it. */
    String id() {
        return id;
    }

    /** How long the condition holds before anybody is told. */
    Duration lasting() {
        return lasting;
    }

    Severity severity() {
        return severity;
    }

    /** Whether it is about the whole market, and not about one grid. */
    boolean isOfMarket() {
        return this == CLOCK_WRONG || this == DISK_FILLS_UP || this == BROKER_LOST;
    }

    List<Wrong> now(FigureHistory history) {
        return condition.apply(history);
    }

    String summary(Wrong wrong) {
        return words(summary, wrong);
    }

    String advice(Wrong wrong) {
        return words(advice, wrong);
    }

    /** What it is about, where nothing is wrong. */
    String about() {
        return switch (this) {
            case PERIOD_STANDS_STILL -> "A period stands still for two minutes";
            case NOTHING_SETTLES -> "Nothing settles for ten minutes, for five";
            case GRID_PAUSED -> "The grid is paused for half an hour";
            case ANCHORS_LAG -> "A target of anchors is more than thirty blocks behind, for ten minutes";
            case CLOCK_WRONG -> "The machine's clock jumps";
            case DISK_FILLS_UP -> "The disk is full in less than fourteen days, for an hour";
            case STEPS_FAIL -> "A step fails more than three times in a quarter of an hour";
            case BROKER_LOST -> "The MQTT broker is not reached for two minutes";
            case MESSAGES_REFUSED -> "More than a hundred messages are refused in a quarter of an hour";
        };
    }

    /** Empty: it is one of another build. */
    static Optional<AlertRule> known(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }

    static AlertRule parse(String id) {
        return known(id)
                .orElseThrow(() -> new IllegalArgumentException("There is no alert '" + id + "': it is one of "
                        + String.join(
                                ", ", Arrays.stream(values()).map(AlertRule::id).toList()) + "."));
    }

    private static String words(String text, Wrong wrong) {
        return String.format(
                Locale.ROOT, text, wrong.figure().grid(), wrong.figure().part(), wrong.value());
    }

    private static Function<FigureHistory, List<Wrong>> latest(String name, DoublePredicate wrong) {
        return history -> wrong(history.latest(name), wrong);
    }

    private static Function<FigureHistory, List<Wrong>> grown(String name, DoublePredicate wrong) {
        return history -> wrong(
                history.latest(name)
                        .flatMap(now -> history.growth(now.getKey(), FigureHistory.KEPT).stream()
                                .mapToObj(growth -> Map.entry(now.getKey(), growth))),
                wrong);
    }

    private static List<Wrong> settledNothing(FigureHistory history) {
        var paused = history.latest(Figure.PAUSED)
                .filter(value -> value.getValue() == 1)
                .map(value -> value.getKey().grid())
                .toList();
        return history.latest(Figure.SETTLED)
                .map(Map.Entry::getKey)
                .filter(figure -> !paused.contains(figure.grid()))
                .flatMap(figure -> history.growth(figure, SETTLES_WITHIN).stream()
                        .filter(growth -> growth == 0)
                        .mapToObj(growth -> new Wrong(figure, growth)))
                .toList();
    }

    private static List<Wrong> wrong(Stream<Map.Entry<Figure, Double>> values, DoublePredicate isWrong) {
        return values.filter(value -> isWrong.test(value.getValue()))
                .map(value -> new Wrong(value.getKey(), value.getValue()))
                .toList();
    }
}
