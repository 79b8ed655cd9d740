package ems.study.whatif;

import java.util.List;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/**
 * What trades cost under the rules of then, and under a draft.
 *
 * @param storedNow energy that homes gave to EVs
 * @param storedThen the same under the draft
 * @param releasedNow energy that EVs gave to homes
 * @param releasedThen the same under the draft
 * @param directNow energy that homes gave to homes
 * @param directThen the same under the draft
 * @param homesNow what homes were paid less what they paid; EVs have the same with the other sign
 * @param homesThen the same under the draft
 * @param gridDifference how much more members would get from the grid, less what they pay it: nothing if the trades are the same
 * @param batteriesNow what the energy in all batteries cost, at the end
 * @param batteriesThen the same under the draft
 * @param outsideGrid lines of the draft whose price is worse than the grid's for one of the two
 * @param members the worst loser first
 * @param changed lines that would have been booked otherwise
 * @param firstChanged the first of them
 */
public record TradesEffect(
        Energy storedNow,
        Energy storedThen,
        Energy releasedNow,
        Energy releasedThen,
        Energy directNow,
        Energy directThen,
        Money homesNow,
        Money homesThen,
        Money gridDifference,
        Money batteriesNow,
        Money batteriesThen,
        long outsideGrid,
        List<RowEffect> rows,
        List<MemberEffect> members,
        List<DifferenceBar> differences,
        long changed,
        List<ChangedTrade> firstChanged) {

    /** How many members would have been paid more. */
    public long gaining() {
        return members.stream()
                .filter(member -> member.difference().compareTo(Money.ZERO) > 0)
                .count();
    }

    /** How many members would have been paid less. */
    public long losing() {
        return members.stream()
                .filter(member -> member.difference().compareTo(Money.ZERO) < 0)
                .count();
    }
}
