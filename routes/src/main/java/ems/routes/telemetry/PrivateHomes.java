package ems.routes.telemetry;

import java.time.Instant;
import java.util.regex.Pattern;

import ems.market.party.MembersByPeriod;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.MeterReading;

/** What a door keeps of a private home: no reading, and no dead letter that holds one. */
final class PrivateHomes {

    /** Instead of a message. */
    static final String NOT_KEPT = "(not kept: it is of a private home)";
    /** Why a reading is refused. */
    static final String NO_READINGS =
            " is a private home, of which the market keeps no reading: what it exchanges is signed"
                    + " by its agent and by its EV. Let its meter tell its agent alone";
    /** Why a message that cannot be read is refused: what is wrong with it may hold its values. */
    static final String UNREADABLE = "it cannot be read and names a private home, so that neither it nor why is kept";

    /** Why nothing is kept of what a wired meter of a private home tells. */
    static final String WIRED =
            "a wired meter of a private home tells what cannot be read or believed, so that neither it nor why is"
                    + " kept: take its rows out of the wiring table";

    /** As a home may be named. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

    private final MembersByPeriod members;

    PrivateHomes(MembersByPeriod members) {
        this.members = members;
    }

    /** Whether it is of a time in which its home is private, be it in part. */
    boolean measured(MeterReading reading) {
        return isPrivate(reading.prosumer(), reading.at())
                || isPrivate(reading.prosumer(), reading.end().minusNanos(1));
    }

    private boolean isPrivate(ProsumerId home, Instant at) {
        return members.isPrivate(home, MatchingPeriod.containing(at));
    }

    boolean isPrivate(ProsumerId home, MatchingPeriod period) {
        return members.isPrivate(home, period);
    }

    /** Whether a text that nobody could read holds the name of a home that is private now. */
    boolean isNamedIn(String text, Instant now) {
        var period = MatchingPeriod.containing(now);
        return WORD.matcher(text).results().anyMatch(word -> members.isPrivate(new ProsumerId(word.group()), period));
    }
}
