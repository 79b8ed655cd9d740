package ems.rules.draft;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was known of a draft's cells as approval was asked for: kept with the request, so that it neither changes nor goes.
 *
 * @param whatIf empty: none of exactly these cells had ended
 * @param promises empty: none was played against exactly these cells
 */
public record DraftEvidence(Optional<WhatIf> whatIf, Optional<Promises> promises) {

    /**
     * The latest what-if.
     *
     * @param job its number, by which the whole result is asked for
     * @param at when it ended, on the machine's clock
     * @param mode prices, limits or day
     * @param from start of the first period, in UTC
     * @param to end of the last period, in UTC
     * @param refusedPairs pairs that traded and would get no price: then there are no totals
     */
    public record WhatIf(
            long job,
            Instant at,
            String mode,
            String from,
            String to,
            long periods,
            long refusedPairs,
            Optional<Prices> prices,
            Optional<Minutes> minutes) {}

    /**
     * What trades cost now and then: the same trades at other prices, or those of the range as it might have been.
     *
     * @param storedKwh energy that homes gave to cars, now
     * @param gridPence how much more homes would get from the grid, less what they pay it
     * @param homesNowPence what homes were paid less what they paid
     * @param batteriesNowPence what the energy in all batteries cost, at the end
     * @param changed lines that would have been booked otherwise
     * @param gaining homes and cars that would have been paid more
     * @param losing homes and cars that would have been paid less
     * @param worst who loses most; empty if nobody loses
     * @param nobodyWorse whether nobody does worse than with the grid
     */
    public record Prices(
            BigDecimal storedKwh,
            BigDecimal storedThenKwh,
            BigDecimal releasedKwh,
            BigDecimal releasedThenKwh,
            BigDecimal homesNowPence,
            BigDecimal homesThenPence,
            BigDecimal gridPence,
            BigDecimal batteriesNowPence,
            BigDecimal batteriesThenPence,
            long changed,
            long gaining,
            long losing,
            Optional<Loser> worst,
            boolean nobodyWorse) {}

    /** @param party account of a home or a car */
    public record Loser(String party, BigDecimal differencePence) {}

    /** Each minute for itself. */
    public record Minutes(
            long minutes,
            long changedMinutes,
            long newlyRefused,
            long newlyAdmitted,
            long pairsNow,
            long pairsThen,
            BigDecimal kwhNow,
            BigDecimal kwhThen) {}

    /**
     * How the promises ended the last time that they were played.
     *
     * @param at when the last of them was played, on the machine's clock
     * @param played how many scenarios
     * @param of how many there are
     */
    public record Promises(Instant at, long played, long of, List<Broken> broken) {
        public Promises {
            broken = List.copyOf(broken);
        }
    }

    /** @param place {@code pricing/energy-prices.feature:10} */
    public record Broken(String place, String name) {}
}
