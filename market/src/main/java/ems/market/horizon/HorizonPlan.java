package ems.market.horizon;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import ems.market.party.FleetFill;

/**
 * How a day is priced, made of the days before: each sealed day leads from one plan to the next, and whoever follows the same days
 * has the same plans, to the byte.
 *
 * @param table of the day
 * @param choice between the table and constant prices
 * @param past what was possible on the last days, the oldest first
 */
public record HorizonPlan(HorizonTable table, PolicyChoice choice, List<DayFrontier> past) {

    /** The plan of the first day: no price yet if one is to be chosen, half of the grid's if it is to be that of the table. */
    public static final HorizonPlan FIRST =
            new HorizonPlan(HorizonTable.WITHOUT_PAST_DAYS, new PolicyChoice(List.of()), List.of());

    public HorizonPlan {
        past = List.copyOf(past);
    }

    /** The prices of the policy that is chosen. */
    public HorizonTable chosen() {
        return choice.chosen().prices(table);
    }

    /**
     * The plan of the day after this plan's own, now that it is sealed; the same plan if no EV took part in it.
     *
     * @param leftoversTradeDirectly whether homes without an EV trade with each other
     * @throws IllegalArgumentException if the day is not after the last one that the plan was made of
     */
    public HorizonPlan after(PastDay day, ForecastFarHours farHours, boolean leftoversTradeDirectly) {
        refuseUnlessLater(day.date());
        if (day.capacity().isZero()) {
            return this;
        }
        List<DayFrontier> days = withLast(past, DayFrontier.of(day));
        return new HorizonPlan(
                BackwardInduction.table(farHours.likely(days), day.capacity(), BackwardInduction.CYCLE),
                new PolicyChoice(withLast(choice.evidence(), evidence(day, leftoversTradeDirectly))),
                days);
    }

    private void refuseUnlessLater(LocalDate date) {
        List<DayEvidence> days = choice.evidence();
        if (!days.isEmpty() && !date.isAfter(days.get(days.size() - 1).date())) {
            throw new IllegalArgumentException("a plan that was made of days up to "
                    + days.get(days.size() - 1).date() + " goes on with a later day, and not with " + date);
        }
    }

    private DayEvidence evidence(PastDay day, boolean leftoversTradeDirectly) {
        Map<HorizonPolicy, DayOutcome> outcomes = new EnumMap<>(HorizonPolicy.class);
        for (HorizonPolicy policy : HorizonPolicy.values()) {
            outcomes.put(
                    policy, DayReplay.trade(day, policy.prices(table), start(policy, day), leftoversTradeDirectly));
        }
        return new DayEvidence(day.date(), outcomes);
    }

    /** As it was left by the policy the day before; on the first day as it really was. */
    private FleetFill start(HorizonPolicy policy, PastDay day) {
        List<DayEvidence> days = choice.evidence();
        return days.isEmpty() ? day.start() : days.get(days.size() - 1).end(policy);
    }

    private static <T> List<T> withLast(List<T> days, T last) {
        List<T> more = new ArrayList<>(days);
        more.add(last);
        return more.subList(Math.max(0, more.size() - ForecastFarHours.KEPT_DAYS), more.size());
    }
}
