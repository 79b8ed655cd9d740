package ems.study.recorded;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;

/**
 * Goes back through the books, the latest period first, until enough is known.
 *
 * @param most periods; what is older counts as never recorded
 */
record WalkingBack(SettledPeriods books, long most) {

    /** A week and a bit. */
    private static final int LOOK_BACK = 10_140;

    static WalkingBack overAWeek(SettledPeriods books) {
        return new WalkingBack(books, LOOK_BACK);
    }

    static WalkingBack toTheFirst(SettledPeriods books) {
        return new WalkingBack(books, Long.MAX_VALUE);
    }

    /** Minutes without a record are passed over, however many: the market remembers what was before. */
    void from(MatchingPeriod before, BooleanSupplier isEnough, Consumer<PeriodRecord> visitor) {
        var atOnce = new PeriodsAtOnce();
        var until = before;
        while (!isEnough.getAsBoolean()) {
            var latest = books.latest(until);
            if (latest.isEmpty() || latest.get().periodsUntil(before) > most) {
                return;
            }
            var end = latest.get().next();
            var start = atOnce.before(end);
            var records = books.read(start, end);
            atOnce.saw(records);
            for (int i = records.size() - 1; i >= 0 && !isEnough.getAsBoolean(); i--) {
                visitor.accept(records.get(i));
            }
            until = start;
        }
    }
}
