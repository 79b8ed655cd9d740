package ems.processes.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import ems.people.trail.Trail;
import ems.people.trail.TrailLine;
import ems.processes.alert.AlertsView.Channel;
import ems.processes.alert.AlertsView.Row;
import ems.processes.alert.AlertsView.SilenceView;
import ems.processes.alert.AlertsView.State;
import ems.processes.asked.Until;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.Caller;
import ems.processes.operations.Interventions;
import ems.processes.operations.OrderAnswer;
import ems.processes.operations.OrderAnswer.Outcome;
import ems.processes.operations.OrderRefused;
import ems.processes.operations.OrderWish;
import ems.processes.operations.Reason;

/** What is wrong with a grid and with the market it runs in; and silences, each with an end and a reason. */
@Path("/api/grids/{grid}/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class AlertsResource {

    private static final Until END_OF_SILENCE = new Until("the machine's clock", Duration.ofDays(31));

    private final LiveGrids grids;
    private final AlertWatch watch;
    private final Silences silences;
    private final AlertOutboxes outboxes;
    private final Interventions interventions;
    private final Trail trail;
    private final Caller caller;

    AlertsResource(
            LiveGrids grids,
            AlertWatch watch,
            Silences silences,
            AlertOutboxes outboxes,
            Interventions interventions,
            Trail trail,
            Caller caller) {
        this.grids = grids;
        this.watch = watch;
        this.silences = silences;
        this.outboxes = outboxes;
        this.interventions = interventions;
        this.trail = trail;
        this.caller = caller;
    }

    @GET
    public AlertsView alerts(@PathParam("grid") String name) {
        grids.known(name);
        var now = Instant.now();
        var current = silences.current(now);
        var alerts = watch.alerts();
        List<Row> rows = new ArrayList<>();
        for (AlertRule rule : AlertRule.values()) {
            var silence = current.stream()
                    .filter(each -> each.rule() == rule && each.grid().equals(of(rule, name)))
                    .findFirst()
                    .map(this::view);
            var wrong = alerts.stream()
                    .filter(alert -> alert.rule() == rule && alert.grid().equals(of(rule, name)))
                    .map(alert -> row(alert, silence))
                    .toList();
            if (wrong.isEmpty()) {
                rows.add(new Row(
                        rule.id(),
                        rule.severity().text(),
                        State.QUIET,
                        "",
                        rule.about(),
                        "",
                        Optional.empty(),
                        silence));
            }
            rows.addAll(wrong);
        }
        return new AlertsView(
                now,
                rows,
                outboxes.standings().stream()
                        .map(each -> new Channel(
                                each.channel(), each.to(), each.sent(), each.waiting(), each.dropped(), each.trouble()))
                        .toList(),
                caller.mayNotOperate());
    }

    private static Row row(Alert alert, Optional<SilenceView> silence) {
        return new Row(
                alert.rule().id(),
                alert.rule().severity().text(),
                alert.firing() ? State.FIRING : State.WAITING,
                alert.wrong().figure().part(),
                alert.summary(),
                alert.advice(),
                Optional.of(alert.since()),
                silence);
    }

    private SilenceView view(Silence silence) {
        var act = trail.line(silence.trail()).map(TrailLine::act);
        return new SilenceView(
                silence.ends(),
                silence.trail(),
                act.map(each -> each.person()).orElse(""),
                act.map(each -> each.reason()).orElse(""));
    }

    /** @param alert as the list calls it; {@code until} is an instant in UTC within the next 31 days */
    @POST
    @Path("/{alert}/silence")
    public OrderAnswer silence(
            @PathParam("grid") String name, @PathParam("alert") String alert, @Nullable OrderWish wish) {
        interventions.refuseUnlessAllowed();
        var grid = grids.known(name);
        var rule = rule(alert);
        var reason = Reason.given(wish == null ? null : wish.reason());
        var ends = end(wish == null ? null : wish.until());
        long number = note(grid, "silence alert", rule, reason);
        silences.begin(new Silence(rule, of(rule, name), ends, number));
        return answered(number, rule.id() + " is silenced until " + ends + ": it is shown, and nobody is told.");
    }

    /** Before its end. */
    @POST
    @Path("/{alert}/unsilence")
    public OrderAnswer unsilence(
            @PathParam("grid") String name, @PathParam("alert") String alert, @Nullable OrderWish wish) {
        interventions.refuseUnlessAllowed();
        var grid = grids.known(name);
        var rule = rule(alert);
        var reason = Reason.given(wish == null ? null : wish.reason());
        boolean holds = silences.current(Instant.now()).stream()
                .anyMatch(each -> each.rule() == rule && each.grid().equals(of(rule, name)));
        if (!holds) {
            throw OrderRefused.conflict(rule.id() + " is not silenced: people are told as soon as it fires.");
        }
        long number = note(grid, "end silence", rule, reason);
        silences.end(rule, of(rule, name));
        return answered(number, rule.id() + " is no longer silenced: people are told as soon as it fires.");
    }

    private long note(LiveGrid grid, String did, AlertRule rule, Reason reason) {
        return interventions.note(
                grid.setup().grid(), did, rule.id(), reason, grid.clock().instant());
    }

    private OrderAnswer answered(long number, String words) {
        interventions.answer(number, words);
        return new OrderAnswer(Outcome.DONE, words, number);
    }

    private static Instant end(@Nullable String until) {
        if (until == null || until.isBlank()) {
            throw new IllegalArgumentException(
                    "'until' is missing: a silence has an end, such as 2026-01-31T12:00:00Z.");
        }
        return END_OF_SILENCE.read(until, Instant.now());
    }

    private static AlertRule rule(String alert) {
        try {
            return AlertRule.parse(alert);
        } catch (IllegalArgumentException unknown) {
            throw OrderRefused.unknown(String.valueOf(unknown.getMessage()));
        }
    }

    private static String of(AlertRule rule, String grid) {
        return rule.isOfMarket() ? "" : grid;
    }
}
