package ems.market.period;

import ems.market.party.PeriodKey;

/**
 * The work of one matching period, a method per task of the process; each may be called again and changes nothing then.
 * Each returns what it did, in words.
 */
public interface PeriodSteps {

    String collectBids(PeriodKey key);

    String forecast(PeriodKey key);

    /** Fallback: the last period repeats. */
    String forecastByPersistence(PeriodKey key);

    String verifyAndLimit(PeriodKey key);

    String match(PeriodKey key);

    /** Fallback: first come, first served. */
    String matchGreedily(PeriodKey key);

    /** After the exchange window has closed. */
    String measureExchange(PeriodKey key);

    String settle(PeriodKey key);

    String anchor(PeriodKey key);

    /** Fallback: the sealed block waits for the anchor's target. */
    String queueAnchor(PeriodKey key);

    /** Ends a period that will not be settled; its EVs are free again. A period that has ended stays as it is. */
    String abandon(PeriodKey key, String reason);
}
