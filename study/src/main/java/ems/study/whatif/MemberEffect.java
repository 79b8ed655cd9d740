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
 * @param batteryNow of an EV, what the energy that it holds at the end cost; empty for a home
 * @param batteryThen the same under the draft
 */
public record MemberEffect(
        Party party, Money now, Money then, Optional<Money> batteryNow, Optional<Money> batteryThen) {

    /** The worst loser of money first. */
    static final Comparator<MemberEffect> WORST_FIRST = Comparator.comparing(MemberEffect::difference)
            .thenComparing(MemberEffect::inAll)
            .thenComparing(effect -> effect.party().account());

    public Money difference() {
        return then.minus(now);
    }

    /** How much more the battery's energy would have cost; nothing for a home. */
    public Money batteryDifference() {
        return batteryThen.orElse(Money.ZERO).minus(batteryNow.orElse(Money.ZERO));
    }

    /** Money and what is left in the battery: neither alone says who gains. */
    public Money inAll() {
        return difference().plus(batteryDifference());
    }
}
