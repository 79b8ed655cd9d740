package ems.rules.engine;

import java.math.BigDecimal;
import java.math.BigInteger;

import ems.market.rule.LimitQuestion;

/** An EV's standing. */
public final class LimitFact extends Fact {

    /** 100 %, in 0.01 %. */
    private static final long WHOLE = 10_000;

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
        long stored = question.stored().millijoules();
        if (capacity == 0) {
            return 0;
        }
        return stored <= Long.MAX_VALUE / WHOLE ? stored * WHOLE / capacity : ofMuch(stored, capacity);
    }

    /** The product leaves the range of a {@code long}; so may the share, and is the largest one then. */
    private static long ofMuch(long stored, long capacity) {
        return BigInteger.valueOf(stored)
                .multiply(BigInteger.valueOf(WHOLE))
                .divide(BigInteger.valueOf(capacity))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValue();
    }
}
