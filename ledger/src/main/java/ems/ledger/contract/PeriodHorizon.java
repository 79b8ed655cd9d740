package ems.ledger.contract;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.ledger.contract.Held.Words;
import ems.market.party.PeriodKey;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.HorizonPricing;
import ems.market.record.Entry;
import ems.market.record.HorizonDay;
import ems.market.record.HorizonDay.Past;

/**
 * The horizon price of one period under the plan in force. Once a ledger has a plan, no period is matched but under that of its own day.
 *
 * <p>Holds {@code horizon-plan = the line of the latest plan}.
 */
final class PeriodHorizon {

    static final String PLAN = "horizon-plan";

    private final LocalDate day;
    private final Optional<HorizonDay> before;
    private @Nullable HorizonDay begun;
    private @Nullable HorizonPrice price;

    PeriodHorizon(State before, PeriodKey block) {
        this.day = HorizonDay.of(block);
        this.before = plan(before);
    }

    /** The latest plan that a state of the matching contract holds. */
    static Optional<HorizonDay> plan(State matching) {
        return matching.get(PLAN).map(line -> (HorizonDay) Entry.parse(line));
    }

    void plan(HorizonDay plan) {
        Refuse.when(begun != null, "the period has a plan before it");
        Refuse.when(price != null, "the period has a horizon price before it");
        Refuse.when(!plan.day().equals(day), () -> "the period is one of " + day);
        if (before.filter(plan::equals).isEmpty()) {
            refuseUnlessDue(plan);
        }
        begun = plan;
    }

    /** The same plan once more does no harm: a period that was late may have recorded it, too. */
    private void refuseUnlessDue(HorizonDay plan) {
        var why = HorizonDay.Why.of(plan.setting(), before);
        Refuse.when(
                before.filter(last -> last.day().equals(day) && why != HorizonDay.Why.BY_SETTING)
                        .isPresent(),
                () -> "the day has its plan already: '" + before.orElseThrow().text() + "'");
        Refuse.when(
                plan.why() != why,
                () -> "it is recorded as " + why.word() + " after "
                        + before.map(HorizonDay::text)
                                .map(line -> "'" + line + "'")
                                .orElse("no plan"));
        Refuse.when(
                last(plan).isPresent()
                        && last(before).filter(last(plan).get()::isBefore).isPresent(),
                () -> "the plan before it was made of days up to "
                        + last(before).orElseThrow());
    }

    private static Optional<LocalDate> last(Optional<HorizonDay> plan) {
        return plan.flatMap(PeriodHorizon::last);
    }

    private static Optional<LocalDate> last(HorizonDay plan) {
        return plan.past().flatMap(Past::last);
    }

    void price(HorizonPrice named) {
        price = named;
        inForce().ifPresent(plan -> {
            Refuse.when(plan.policy().isNone(), () -> "by the plan of " + day + " the period has no horizon price");
            plan.policy().constant().filter(only -> !only.equals(named)).ifPresent(only -> {
                throw new IllegalArgumentException("by the plan of " + day + " the horizon price is " + only);
            });
        });
    }

    /** The pairs of the period come next. */
    void matched() {
        inForce()
                .map(HorizonDay::policy)
                .filter(policy -> !policy.isNone() && price == null)
                .map(HorizonPricing::toString)
                .ifPresent(policy -> {
                    throw new IllegalArgumentException("by the plan of " + day
                            + " the period has a horizon price, which is missing before it: " + policy);
                });
    }

    private Optional<HorizonDay> inForce() {
        if (begun != null) {
            return Optional.of(begun);
        }
        before.filter(last -> !last.day().equals(day)).ifPresent(last -> {
            throw new IllegalArgumentException(
                    "the plan of " + day + " is missing before it: the last one is of " + last.day());
        });
        return before;
    }

    void writeTo(Map<String, Held> writes) {
        if (begun != null) {
            writes.put(PLAN, new Words(begun.text()));
        }
    }
}
