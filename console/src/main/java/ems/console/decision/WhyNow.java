package ems.console.decision;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import ems.market.matching.MatchExplanation;
import ems.market.matching.Offer;
import ems.market.party.TradingPartners;
import ems.market.period.MatchExplanations;
import ems.market.record.PeriodRecord;

/**
 * MatchExplanation a prosumer trades with its EV and not with another one.
 *
 * @param energyKwh what the pair moves if the forecast comes true
 * @param shadowPriceKwh what a second EV like this one would add; empty if none were computed. In a period with a horizon price this,
 *     gains and margin are as counted: each kWh times the weight of its side
 * @param gainKwh energy less shadow price
 * @param bestOther the best offer that lost; empty if no other EV could trade with the prosumer
 * @param marginKwh by how much the prosumer gains more than with the best other EV; below 0 if it gains less
 * @param sentence the same in words
 */
public record WhyNow(
        String prosumer,
        String vehicle,
        BigDecimal energyKwh,
        Optional<BigDecimal> shadowPriceKwh,
        BigDecimal gainKwh,
        Optional<Other> bestOther,
        Optional<BigDecimal> marginKwh,
        String sentence) {

    /** An EV that lost, and what it would have done for the prosumer. */
    public record Other(String vehicle, BigDecimal energyKwh, Optional<BigDecimal> shadowPriceKwh, BigDecimal gainKwh) {

        private static Other of(Offer offer, MatchExplanation why) {
            return new Other(
                    offer.vehicle().text(),
                    Rounded.kilowattHours(offer.energy()),
                    price(offer, why),
                    Rounded.kilowattHours(why.gain(offer)));
        }
    }

    /** A reason for each match of the period, in order of recording. */
    public static List<WhyNow> of(PeriodRecord record, TradingPartners partners) {
        return MatchExplanations.of(record, partners).values().stream()
                .map(WhyNow::of)
                .toList();
    }

    public static WhyNow of(MatchExplanation why) {
        return new WhyNow(
                why.prosumer().text(),
                why.chosen().vehicle().text(),
                Rounded.kilowattHours(why.chosen().energy()),
                price(why.chosen(), why),
                Rounded.kilowattHours(why.gain(why.chosen())),
                why.lost().map(offer -> Other.of(offer, why)),
                margin(why.margin()),
                why.sentence());
    }

    private static Optional<BigDecimal> price(Offer offer, MatchExplanation why) {
        return why.priced() ? Optional.of(Rounded.kilowattHours(why.shadowPrice(offer))) : Optional.empty();
    }

    private static Optional<BigDecimal> margin(OptionalLong millijoules) {
        return millijoules.isPresent() ? Optional.of(Rounded.kilowattHours(millijoules.getAsLong())) : Optional.empty();
    }
}
