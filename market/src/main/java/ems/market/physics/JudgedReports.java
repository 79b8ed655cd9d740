package ems.market.physics;

import java.util.Optional;

import ems.market.quantity.Energy;

/** What is left of a vehicle's reports once those that cannot be true are left out. */
public sealed interface JudgedReports {

    /**
     * The latest report is possible.
     *
     * @param driven by the possible reports
     * @param stored the latest possible measurement
     * @param anew whether that measurement is what several reports agree on, though it cannot have come about from the books
     */
    record Believed(Energy driven, Optional<Energy> stored, boolean anew) implements JudgedReports {}

    /**
     * The latest report is suspect: the vehicle waits for its next one.
     *
     * @param reason with value, unit, bound and age
     */
    record Suspect(String reason) implements JudgedReports {}
}
