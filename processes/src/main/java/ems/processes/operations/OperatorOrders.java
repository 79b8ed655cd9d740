package ems.processes.operations;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import ems.market.party.PeriodKey;
import ems.market.record.Abandonment;
import ems.processes.asked.Until;
import ems.processes.clock.Pause;
import ems.processes.clock.Pauses;
import ems.processes.grid.LiveGrid;
import ems.processes.operations.OrderAnswer.Outcome;
import ems.processes.repair.PeriodRepair;
import ems.processes.repair.RepairAnswer;
import ems.processes.repair.RepairOrder;

/** Carries out what an operator orders, with a reason: it is noted first, and answered once it is done. */
@Singleton
public class OperatorOrders {

    private static final Logger LOG = Logger.getLogger("ems.operations");
    private static final Until END_OF_PAUSE = new Until("the grid's clock", Duration.ofDays(366));

    private final PeriodRepair repair;
    private final Pauses pauses;
    private final Interventions interventions;

    public OperatorOrders(PeriodRepair repair, Pauses pauses, Interventions interventions) {
        this.repair = repair;
        this.pauses = pauses;
        this.interventions = interventions;
    }

    /** @throws OrderRefused if nothing was done */
    OrderAnswer repair(RepairOrder order, LiveGrid grid, PeriodKey key, Reason reason) {
        interventions.refuseUnlessAllowed();
        var number = new AtomicLong();
        var answer = given(
                number,
                () -> repair.order(order, key, () -> {
                    number.set(interventions.note(
                            key, verb(order), reason, grid.clock().instant()));
                    return Abandonment.byOperator(number.get());
                }));
        if (number.get() == 0) {
            throw OrderRefused.conflict(answer.words());
        }
        interventions.answer(number.get(), answer.words());
        return new OrderAnswer(
                answer.kind() == RepairAnswer.Kind.FAILED ? Outcome.FAILED_AGAIN : Outcome.DONE,
                answer.words(),
                number.get());
    }

    /** Whatever is thrown, an order that was noted has an answer. */
    private RepairAnswer given(AtomicLong number, Supplier<RepairAnswer> order) {
        try {
            return order.get();
        } catch (RuntimeException broken) {
            if (number.get() != 0) {
                interventions.answer(
                        number.get(),
                        "The order broke off; the log says why. Look at how the period stands, and order again.");
            }
            throw broken;
        }
    }

    /** @throws OrderRefused if it rests already */
    synchronized OrderAnswer pause(LiveGrid grid, Reason reason, @Nullable String until) {
        interventions.refuseUnlessAllowed();
        var id = grid.setup().grid();
        var now = grid.clock().instant();
        var end = Optional.ofNullable(until).filter(text -> !text.isBlank()).map(text -> END_OF_PAUSE.read(text, now));
        pauses.current(id, now).ifPresent(pause -> {
            throw OrderRefused.conflict("Grid " + id + " is " + pause.reason() + " already, since " + pause.since()
                    + ". Resume it first to pause it anew.");
        });
        long number = interventions.note(
                id, "pause", end.map(instant -> "until " + instant).orElse("until resumed"), reason, now);
        pauses.begin(new Pause(id, number, now, end));
        LOG.infof(
                "grid %s is paused %s by %s (trail %d): %s",
                id,
                end.map(instant -> "until " + instant).orElse("until somebody resumes it"),
                interventions.person(),
                number,
                reason.text());
        return answered(
                number,
                "Grid " + id + " is paused"
                        + end.map(instant -> " until " + instant).orElse(" until somebody resumes it")
                        + pauses.starting(id)
                                .map(period -> ": the period of " + period.start()
                                        + " is being started just now and goes on to its end; no later one starts.")
                                .orElse(": no period starts, and the one under way goes on to its end."));
    }

    /** @throws OrderRefused if it does not rest */
    synchronized OrderAnswer resume(LiveGrid grid, Reason reason) {
        interventions.refuseUnlessAllowed();
        var id = grid.setup().grid();
        var now = grid.clock().instant();
        if (pauses.current(id, now).isEmpty()) {
            throw OrderRefused.conflict("Grid " + id + " is not paused: its periods start by themselves.");
        }
        long number = interventions.note(id, "resume", reason, now);
        pauses.end(id);
        LOG.infof("grid %s is resumed by %s (trail %d): %s", id, interventions.person(), number, reason.text());
        return answered(number, "Grid " + id + " is resumed: the next period starts at its minute.");
    }

    private OrderAnswer answered(long number, String words) {
        interventions.answer(number, words);
        return new OrderAnswer(Outcome.DONE, words, number);
    }

    static String verb(RepairOrder order) {
        return switch (order) {
            case RETRY -> "retry";
            case SKIP -> "skip";
            case ABORT -> "abort";
        };
    }
}
