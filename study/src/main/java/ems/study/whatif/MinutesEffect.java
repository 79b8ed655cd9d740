package ems.study.whatif;

import java.util.List;

import ems.market.quantity.Energy;

/**
 * Each minute for itself under other limits and another participation. Minutes do not add up to a day: each starts from what was
 * recorded, and not from what the draft would have left in the batteries. Abandoned minutes are left out: they traded nothing.
 *
 * @param bidsNow EV bids that were accepted
 * @param newlyRefused of these, those that the draft refuses
 * @param newlyAdmitted bids of EVs that were refused
 * @param otherPairs pairs of the draft that were none
 * @param energyNow that the pairs would move if the forecasts came true, minute by minute
 */
public record MinutesEffect(
        long minutes,
        long changedMinutes,
        long bidsNow,
        long bidsThen,
        long newlyRefused,
        long newlyAdmitted,
        long pairsNow,
        long pairsThen,
        long otherPairs,
        Energy energyNow,
        Energy energyThen,
        List<RowEffect> rows,
        List<ChangedMember> members) {

    /**
     * An EV whose minutes change.
     *
     * @param account of the EV
     * @param bidsNow in how many minutes it bid
     * @param pairsNow in how many it was paired
     */
    public record ChangedMember(String account, long bidsNow, long bidsThen, long pairsNow, long pairsThen) {}
}
