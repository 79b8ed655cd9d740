package ems.console.books;

import java.util.Optional;

import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

/** Port: how far the periods of one grid are sealed, and their blocks published. */
public interface FindSeals {

    /** Empty: the period is not sealed yet. */
    Optional<Seal> seal(PeriodKey key);

    /** The first period that is sealed: none is older. Empty: none is sealed yet. */
    Optional<MatchingPeriod> sealedFrom();

    /** The newest period that is sealed; none before it takes a further step. */
    Optional<MatchingPeriod> sealedUpTo();

    /** Height of the newest block whose header is published everywhere; -1: none. */
    long anchoredHeight();
}
