package ems.market.ledger;

import java.util.Optional;

import ems.market.record.TrailSeal;

/** Port: the last line of the trail of what people did; empty before the first. */
@FunctionalInterface
public interface FindTrailHead {

    /** Nobody acts, as in a study. */
    FindTrailHead NONE = Optional::empty;

    Optional<TrailSeal> now();
}
