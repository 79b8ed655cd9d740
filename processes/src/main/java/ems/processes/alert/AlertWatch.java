package ems.processes.alert;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the market's own figures every ten seconds, by the machine's clock, and tells people what is wrong unless it is silenced.
 * What a silence held back is told when it ends, if it is still wrong. While the database does not answer, the silences hold that it
 * named last. What is wrong, and of what of it people know, survives a restart.
 */
@Singleton
class AlertWatch {

    private static final Logger LOG = Logger.getLogger("ems.alerts");
    private static final long EVERY_SECONDS = 10;

    private final MeterRegistry meters;
    private final Silences silences;
    private final RaisedAlerts memory;
    private final AlertOutboxes outboxes;
    private final boolean live;
    private final AlertJudge judge = new AlertJudge();
    /** Of which people know. */
    private final Map<Alert.Key, Alert> told = new HashMap<>();

    /** As the database named them last. */
    private List<Silence> known = List.of();

    /** What the database remembers; null until it has been asked what was wrong before the start. */
    private @Nullable Set<RaisedAlert> remembered;

    private volatile List<Alert> alerts = List.of();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var daemon = new Thread(work, "alerts");
        daemon.setDaemon(true);
        return daemon;
    });

    AlertWatch(
            MeterRegistry meters,
            Silences silences,
            RaisedAlerts memory,
            AlertOutboxes outboxes,
            @ConfigProperty(name = "ems.live", defaultValue = "false") boolean live) {
        this.meters = meters;
        this.silences = silences;
        this.memory = memory;
        this.outboxes = outboxes;
        this.live = live;
    }

    void begin(@Observes StartupEvent start) {
        if (live) {
            thread.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Whatever is thrown ends here: a scheduled task that throws is never run again. */
    private void look() {
        try {
            look(Instant.now());
        } catch (RuntimeException trouble) {
            LOG.warnf("the alerts are from before: %s", trouble.getMessage());
        }
    }

    /** What is wrong, as of the last look. */
    List<Alert> alerts() {
        return alerts;
    }

    synchronized void look(Instant now) {
        if (remembered == null) {
            resume(now);
        }
        var found = judge.look(now, figures());
        alerts = found;
        Set<String> silent = new HashSet<>();
        silences(now).forEach(silence -> silent.add(name(silence.rule(), silence.grid())));
        Set<Alert.Key> firing = new HashSet<>();
        for (Alert alert : found) {
            if (alert.firing()) {
                firing.add(alert.key());
                if (!silent.contains(name(alert.rule(), alert.grid())) && !told.containsKey(alert.key())) {
                    told.put(alert.key(), alert);
                    outboxes.tell(new AlertMessage(alert, now, false));
                }
            }
        }
        told.values().removeIf(before -> {
            boolean over = !firing.contains(before.key()) && !judge.awaits(before.key());
            if (over) {
                outboxes.tell(new AlertMessage(before, now, true));
            }
            return over;
        });
        remember(found);
    }

    private void resume(Instant now) {
        try {
            var before = memory.all();
            Map<Alert.Key, Instant> since = new HashMap<>();
            before.forEach(raised -> since.put(raised.key(), raised.since()));
            judge.resume(since, now);
            before.stream().filter(RaisedAlert::told).forEach(raised -> told.putIfAbsent(raised.key(), raised.alert()));
            remembered = Set.copyOf(before);
        } catch (RuntimeException trouble) {
            LOG.warnf("what was wrong before the start is not known yet: %s", trouble.getMessage());
        }
    }

    /**
     * Writes only what has changed: which alerts there are, since when, and whether people know. While a message is on its way nothing
     * is written, so that a restart sends it again.
     */
    private void remember(List<Alert> found) {
        if (remembered == null || outboxes.areWaiting()) {
            return;
        }
        Map<Alert.Key, RaisedAlert> raised = new HashMap<>();
        remembered.stream()
                .filter(before -> judge.awaits(before.key()))
                .forEach(before -> raised.put(before.key(), before));
        found.forEach(alert -> raised.put(alert.key(), RaisedAlert.of(alert, false)));
        told.forEach((key, alert) -> raised.put(key, RaisedAlert.of(alert, true)));
        remembered.forEach(before -> raised.computeIfPresent(
                before.key(),
                (key, now) -> now.since().equals(before.since()) && now.told() == before.told() ? before : now));
        var all = Set.copyOf(raised.values());
        if (!all.equals(remembered)) {
            try {
                memory.replace(all);
                remembered = all;
            } catch (RuntimeException trouble) {
                LOG.warnf("what is wrong is not remembered yet: %s", trouble.getMessage());
            }
        }
    }

    private List<Silence> silences(Instant now) {
        try {
            known = silences.current(now);
        } catch (RuntimeException trouble) {
            LOG.warnf("the silences are from before: %s", trouble.getMessage());
            known = known.stream()
                    .filter(silence -> silence.ends().isAfter(now))
                    .toList();
        }
        return known;
    }

    private static String name(AlertRule rule, String grid) {
        return rule.id() + ' ' + grid;
    }

    private Map<Figure, Double> figures() {
        Map<Figure, Double> figures = new HashMap<>();
        for (Meter meter : meters.getMeters()) {
            var figure = figure(meter.getId());
            if (figure != null) {
                meter.measure().forEach(measurement -> figures.merge(figure, measurement.getValue(), Double::sum));
            }
        }
        return figures;
    }

    private static @Nullable Figure figure(Meter.Id id) {
        var grid = tag(id, "grid");
        return switch (id.getName()) {
            case "ems.periods" -> "settled".equals(id.getTag("outcome")) ? new Figure(Figure.SETTLED, grid, "") : null;
            case "ems.periods.stopped" -> new Figure(Figure.STOPPED, grid, "");
            case "ems.grid.paused" -> new Figure(Figure.PAUSED, grid, "");
            case "ems.anchor.lag.blocks" -> new Figure(Figure.ANCHOR_LAG, grid, tag(id, "target"));
            case "ems.clock.jumps" -> new Figure(Figure.CLOCK_JUMPS, grid, "");
            case "ems.disk.days.left" -> new Figure(Figure.DAYS_LEFT, grid, "");
            case "ems.step.failures" -> new Figure(Figure.STEP_FAILURES, grid, tag(id, "step"));
            case "ems.mqtt.connected" -> new Figure(Figure.MQTT_CONNECTED, grid, "");
            case "ems.messages.refused" -> new Figure(Figure.MESSAGES_REFUSED, grid, "");
            default -> null;
        };
    }

    private static String tag(Meter.Id id, String name) {
        return Objects.requireNonNullElse(id.getTag(name), "");
    }

    @PreDestroy
    void stop() {
        thread.shutdown();
    }
}
