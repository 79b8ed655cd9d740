package ems.processes.asked;

import java.time.ZoneOffset;

import ems.market.party.PeriodKey;
import ems.market.record.MatchId;

/** Years that may be asked for: the market knows none before 1970, and not every database one after 9999. */
public final class Years {

    private static final int FIRST = 1970;
    private static final int LAST = 9_999;

    private Years() {}

    /** @throws IllegalArgumentException if it is another year */
    public static void check(String asked, int year) {
        if (year < FIRST || year > LAST) {
            throw new IllegalArgumentException(
                    "'" + asked + "' is of the year " + year + ", and years are in [" + FIRST + ", " + LAST + "].");
        }
    }

    /** @throws IllegalArgumentException if it is no id of a match of these years */
    public static MatchId match(String text) {
        var match = new MatchId(text);
        check(text, match.period().start().atOffset(ZoneOffset.UTC).getYear());
        return match;
    }

    /** @throws IllegalArgumentException if it names no period of these years */
    public static PeriodKey period(String text) {
        var key = PeriodKey.parse(text);
        check(text, key.period().start().atOffset(ZoneOffset.UTC).getYear());
        return key;
    }
}
