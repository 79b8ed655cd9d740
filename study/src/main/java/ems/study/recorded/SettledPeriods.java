package ems.study.recorded;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.Correction;
import ems.market.record.Entry;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;

/** Port: what the books of one grid hold of periods that have ended. */
public interface SettledPeriods {

    /** What these periods recorded, oldest first; minutes in which nothing was recorded are left out. */
    List<PeriodRecord> read(MatchingPeriod from, MatchingPeriod before);

    /** The latest period before this one of which something is recorded. */
    Optional<MatchingPeriod> latest(MatchingPeriod before);

    /** The latest correction of a match that a period before this one recorded. */
    Optional<Correction> correction(MatchId match, MatchingPeriod before);

    /** Matches of these periods that later periods corrected. */
    Set<MatchId> corrected(MatchingPeriod from, MatchingPeriod before);

    /** The first of these periods that corrected a match of an earlier one. */
    Optional<MatchingPeriod> correcting(MatchingPeriod from, MatchingPeriod before);

    /** Enrolments and revocations that periods before this one recorded, oldest first. */
    List<Entry> registrations(MatchingPeriod before);
}
