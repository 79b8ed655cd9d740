package ems.study.whatif;

import java.util.Comparator;
import java.util.Optional;

import ems.market.party.Party;
import ems.market.quantity.Money;

/**
 * What a member was paid, and would have been.
 *
 * @param now what it was paid less what it paid
 * @param then the same under the draft
 * @param gridDifference of a home, how much more it would get from the grid, less what it pays it, where it trades less or more; of
 *     an EV, how much less it would pay for what it charges outside
 * @param batteryNow of an EV, what the energy that it holds at the end cost; empty for a home
 * @param batteryThen the same under the draft
 */
public record MemberEffect(
        Party party,
        Money now,
        Money then,
        Money gridDifference,
        Optional<Money> batteryNow,
        Optional<Money> batteryThen) {

    /** The worst loser of money first. */
    static final Comparator<MemberEffect> WORST_FIRST = Comparator.comparing(MemberEffect::moneyDifference)
            .thenComparing(MemberEffect::inAll)
            .thenComparing(effect -> effect.party().account());

    /** From other members. */
    public Money difference() {
        return then.minus(now);
    }

    /** From other members and the grid. */
    public Money moneyDifference() {
        return difference().plus(gridDifference);
    }

    /** How much more the battery's energy would have cost; nothing for a home. */
    public Money batteryDifference() {
        return batteryThen.orElse(Money.ZERO).minus(batteryNow.orElse(Money.ZERO));
    }

    /** Money and what is left in the battery: neither alone says who gains. */
    public Money inAll() {
        return moneyDifference().plus(batteryDifference());
    }
}
