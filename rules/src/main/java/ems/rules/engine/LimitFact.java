package ems.rules.engine;

import java.math.BigDecimal;

import ems.market.rule.LimitQuestion;

/** An EV's standing. */
public final class LimitFact extends Fact {

    private final LimitQuestion question;
    private final long stateOfCharge;

    LimitFact(int number, LimitQuestion question) {
        super(number);
        this.question = question;
        this.stateOfCharge = hundredthsOfPercent(question);
    }

    public boolean isPluggedIn() {
        return question.pluggedIn();
    }

    /** In whole seconds, rounded down. */
    public long getStatusAge() {
        return question.statusAge().toSeconds();
    }

    /** In mJ. */
    public long getCapacity() {
        return question.capacity().millijoules();
    }

    /** In 0.01 %, rounded down. */
    public long getStateOfCharge() {
        return stateOfCharge;
    }

    @Override
    long[] values() {
        return new long[] {yesOrNo(isPluggedIn()), getStatusAge(), getCapacity(), getStateOfCharge()};
    }

    @Override
    String inWords() {
        return (isPluggedIn() ? "plugged in" : "away") + ", status age " + getStatusAge() + " s, battery capacity "
                + question.capacity().toKilowattHours().stripTrailingZeros().toPlainString()
                + " kWh, state of charge " + BigDecimal.valueOf(stateOfCharge, 2) + " %";
    }

    private static long hundredthsOfPercent(LimitQuestion question) {
        long capacity = question.capacity().millijoules();
        return capacity == 0 ? 0 : Math.multiplyExact(question.stored().millijoules(), 10_000L) / capacity;
    }
}
