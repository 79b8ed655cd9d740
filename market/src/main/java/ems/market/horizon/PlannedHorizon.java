package ems.market.horizon;

import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import ems.market.ledger.Ledger;
import ems.market.ledger.PeriodJournal;
import ems.market.party.FleetFill;
import ems.market.party.PeriodKey;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.HorizonPricing;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.HorizonDay;
import ems.market.record.HorizonDay.Why;

/**
 * Prices the periods of one grid as its operator set it, and has the ledger bind it to that: a plan is recorded with the first period of each
 * day, and with the first one after the setting was changed. What is recorded decides which that is, and not what this process
 * remembers. Thread-safe.
 */
public final class PlannedHorizon implements FindHorizonPrice {

    private final HorizonPricing setting;
    private final PeriodJournal journal;
    private final Ledger ledger;
    /** Spares looking for the plan in all periods that are not sealed yet. */
    private @Nullable Known known;

    /** The plan in force as the period begins, whatever it records itself. */
    private record Known(PeriodKey period, Optional<HorizonDay> plan) {}

    public PlannedHorizon(HorizonPricing setting, PeriodJournal journal, Ledger ledger) {
        this.setting = setting;
        this.journal = journal;
        this.ledger = ledger;
    }

    @Override
    public synchronized Optional<HorizonDay> begins(PeriodKey period) {
        var before = inForce(period);
        var day = HorizonDay.of(period);
        boolean goesOn = before.isEmpty()
                ? setting.isNone()
                : before.get().day().equals(day) && before.get().setting().equals(setting);
        return goesOn
                ? Optional.empty()
                : Optional.of(new HorizonDay(day, setting, setting, Why.of(setting, before), Optional.empty()));
    }

    @Override
    public Optional<HorizonPrice> of(PeriodKey period, Supplier<FleetFill> fill) {
        return setting.constant();
    }

    private Optional<HorizonDay> inForce(PeriodKey period) {
        var last = known;
        var plan = last != null && isBefore(last.period(), period)
                ? recordedSince(last, period)
                : journal.horizonPlan(period.grid(), period.period()).or(() -> ledger.horizonPlan(period.grid()));
        known = new Known(period, plan);
        return plan;
    }

    private Optional<HorizonDay> recordedSince(Known last, PeriodKey period) {
        var plan = last.plan();
        for (var at = last.period(); isBefore(at, period); at = next(at)) {
            var recorded = journal.read(at).first(HorizonDay.class);
            plan = recorded.isPresent() ? recorded : plan;
        }
        return plan;
    }

    private static boolean isBefore(PeriodKey period, PeriodKey other) {
        return period.period().isBefore(other.period());
    }

    private static PeriodKey next(PeriodKey period) {
        MatchingPeriod next = period.period().next();
        return new PeriodKey(period.grid(), next);
    }
}
