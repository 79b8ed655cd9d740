package ems.market.horizon;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;

import ems.market.quantity.Money;
import ems.market.record.TextHash;

/**
 * Which policy prices the next day, and why: the one that would surely have saved more than no price at all over the past days.
 *
 * <p>Days differ more than policies do, so the sum alone would follow the weather. A policy leads if what it saved more than no price,
 * summed over the days, is above twice the root of the sum of its squares: two standard deviations, if nothing but chance were behind
 * it. That takes five days at least, and of several the one that is furthest above.
 *
 * <p>Each past day counts under the table that was made for it from the days before, so no policy has seen what it is judged by. And
 * each policy begins a day as full as it ended the day before, so none wins by filling the cars today and having no room tomorrow.
 *
 * <p>Its text has a head, {@code ems-horizon-choice 1}, the line {@code chosen POLICY}, then for each day and policy a line
 * {@code DATE POLICY stored released direct saved held capacity}, in mJ, saved in 1e-6 p; each line with its end.
 *
 * <p>Source: "follow the leader" among experts, with a confidence bound; N. Cesa-Bianchi and G. Lugosi, Prediction, Learning, and
 * Games, 2006, chapter 2.
 *
 * @param evidence of the past days, the oldest first
 */
public record PolicyChoice(List<DayEvidence> evidence) {

    /** Twice a standard deviation, as a factor of its square. */
    private static final BigInteger SQUARE_OF_TWICE = BigInteger.valueOf(4);

    private static final String HEAD = "ems-horizon-choice 1";

    public PolicyChoice {
        evidence = List.copyOf(evidence);
    }

    /** Of policies that lead alike the first; no price if none leads. */
    public HorizonPolicy chosen() {
        var leader = HorizonPolicy.PRICE_0;
        var lead = BigInteger.ZERO;
        for (HorizonPolicy policy : HorizonPolicy.values()) {
            var its = lead(policy);
            if (its.compareTo(lead) > 0) {
                leader = policy;
                lead = its;
            }
        }
        return leader;
    }

    /** How far the policy is ahead of no price beyond what chance may do, 1e-6 p; below 0 if it is not. */
    private BigInteger lead(HorizonPolicy policy) {
        var sum = BigInteger.ZERO;
        var squares = BigInteger.ZERO;
        for (DayEvidence day : evidence) {
            long more =
                    day.saved(policy).minus(day.saved(HorizonPolicy.PRICE_0)).micropence();
            sum = sum.add(BigInteger.valueOf(more));
            squares = squares.add(BigInteger.valueOf(more).pow(2));
        }
        return sum.subtract(squares.multiply(SQUARE_OF_TWICE).sqrt());
    }

    /** By the policy, over all past days of the evidence. */
    public Money saved(HorizonPolicy policy) {
        return evidence.stream().map(day -> day.saved(policy)).reduce(Money.ZERO, Money::plus);
    }

    public String text() {
        var text = new StringBuilder(HEAD)
                .append("\nchosen ")
                .append(chosen().word())
                .append('\n');
        for (DayEvidence day : evidence) {
            for (HorizonPolicy policy : HorizonPolicy.values()) {
                append(text, day.date(), policy, day.outcome(policy));
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, LocalDate date, HorizonPolicy policy, DayOutcome outcome) {
        text.append(date)
                .append(' ')
                .append(policy.word())
                .append(' ')
                .append(outcome.stored().millijoules())
                .append(' ')
                .append(outcome.released().millijoules())
                .append(' ')
                .append(outcome.direct().millijoules())
                .append(' ')
                .append(outcome.saved().micropence())
                .append(' ')
                .append(outcome.end().held().millijoules())
                .append(' ')
                .append(outcome.end().capacity().millijoules())
                .append('\n');
    }

    /** SHA-256 of the text in UTF-8, in hexadecimal. */
    public String hash() {
        return TextHash.of(text());
    }
}
