package ems.study.whatif;

import java.util.List;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/**
 * The same trades at other prices.
 *
 * @param stored energy that homes gave to EVs
 * @param released energy that EVs gave to homes
 * @param homesNow what homes were paid less what they paid; EVs have the same with the other sign
 * @param homesThen the same under the draft
 * @param batteriesNow what the energy in all batteries cost, at the end
 * @param batteriesThen the same under the draft
 * @param outsideGrid lines of the draft whose price is worse than the grid's for one of the two
 * @param members the worst loser first
 * @param changed lines that would have been booked otherwise
 * @param firstChanged the first of them
 */
public record PricesEffect(
        Energy stored,
        Energy released,
        Money homesNow,
        Money homesThen,
        Money batteriesNow,
        Money batteriesThen,
        long outsideGrid,
        List<RowEffect> rows,
        List<MemberEffect> members,
        List<DifferenceBar> differences,
        long changed,
        List<ChangedTrade> firstChanged) {}
