package ems.market.period;

import java.util.List;

import ems.market.party.PeriodKey;

/**
 * Port: tells chargers what to do in a period. The market does not wait for it, and what a charger does not do is not its fault: what
 * was measured is settled.
 */
@FunctionalInterface
public interface ControlsChargers {

    /** @param points of the cars that have a part in the period; all others do as their owners wish */
    void control(PeriodKey period, List<SetPoint> points);
}
