package ems.study.whatif;

import ems.market.quantity.Energy;

/**
 * What a range would have become, one period following from the other.
 *
 * @param bidsNow bids of EVs that were accepted
 * @param pairsNow pairs that traded, of homes with EVs and with homes
 * @param otherPairs pairs of the draft that were none
 * @param undriven energy that cars drove and would not have held: nobody is billed for it
 */
public record DayEffect(
        TradesEffect trades,
        long bidsNow,
        long bidsThen,
        long pairsNow,
        long pairsThen,
        long otherPairs,
        Energy undriven) {}
