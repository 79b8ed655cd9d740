package ems.market.matching;

import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.Price;

/**
 * Why a prosumer trades with its EV and not with another one.
 *
 * <p>Where nobody looked for shadow prices, all are 0 mJ here, an offer's gain is its energy, and the chosen EV may well be the
 * worse one: first come, first served does not compare.
 *
 * @param chosen what the pair would move, and the EV's shadow price
 * @param lost the best offer of the other EVs that the prosumer might have had; empty if none could trade with it: no other bid, its
 *     list of partners names none, or the wish is below the least power of all
 * @param priced whether the shadow prices are known
 * @param worth what a pair counts for in the period, and so the unit of worth and shadow price of both offers
 * @param valueOfStored what a stored kWh is worth under the period's horizon price; empty without one
 */
public record MatchExplanation(
        ProsumerId prosumer,
        Offer chosen,
        Optional<Offer> lost,
        boolean priced,
        PairWorth worth,
        Optional<Price> valueOfStored) {

    private static final int DECIMALS = 3;
    private static final Energy LEAST_SHOWN = new Energy(Energy.MILLIJOULES_PER_KILOWATT_HOUR / 2_000);

    /** In a period where a pair counts for its energy. */
    public MatchExplanation(ProsumerId prosumer, Offer chosen, Optional<Offer> lost, boolean priced) {
        this(prosumer, chosen, lost, priced, PairWorth.ENERGY, Optional.empty());
    }

    /**
     * By how much the prosumer gains more than with the best other EV, mJ as {@linkplain #worth() counted}; at least 0 in an optimal
     * matching. Empty if no other EV could trade with it.
     */
    public OptionalLong margin() {
        return lost.isPresent()
                ? OptionalLong.of(worth.toMillijoules(
                        Math.subtractExact(chosen.gain(), lost.get().gain())))
                : OptionalLong.empty();
    }

    /** What a second EV like that of the offer would add to the period, in mJ as counted. */
    public Energy shadowPrice(Offer offer) {
        return new Energy(worth.toMillijoules(offer.shadowPrice().millijoules()));
    }

    /** What the prosumer gains by the offer, mJ as counted. */
    public long gain(Offer offer) {
        return worth.toMillijoules(offer.gain());
    }

    /** The same in one sentence without a full stop, in kWh at three decimals. */
    public String sentence() {
        return sentence(lost.map(this::comparison));
    }

    /** The same for the two that trade: of other EVs neither name nor figure, since those are another member's. */
    public String sentenceForMembers() {
        return sentence(lost.map(other -> "with another EV " + prosumer + " would have gained "
                + switch (Long.signum(margin().orElseThrow())) {
                    case 0 -> "as much";
                    case 1 -> "less";
                    default -> "more";
                }));
    }

    private String sentence(Optional<String> comparison) {
        return prosumer + " and " + chosen.vehicle() + " move " + kilowattHours(chosen.energy()) + "; " + scarcity()
                + "; " + comparison.orElse("no other EV could trade with " + prosumer)
                + worth.horizon().map(this::weights).orElse("");
    }

    /** Why a pair may be taken that moves less today. */
    private String weights(HorizonPrice horizon) {
        return valueOfStored
                        .map(value -> "; a stored kWh is worth " + value + " here")
                        .orElse("")
                + "; what counts is " + horizon.weights();
    }

    private String scarcity() {
        if (!priced) {
            return "first come, first served, nobody looked for shadow prices";
        }
        String more = chosen.shadowPrice().isZero() ? "nothing" : counted(shadowPrice(chosen));
        return "a second EV like " + chosen.vehicle() + " would add " + more;
    }

    private String comparison(Offer other) {
        String price = !priced
                ? ""
                : other.shadowPrice().isZero() ? " at no price" : " at a price of " + counted(shadowPrice(other));
        return "the best other EV for " + prosumer + ", " + other.vehicle() + ", moves " + kilowattHours(other.energy())
                + price + ", " + difference(margin().orElseThrow());
    }

    private String difference(long margin) {
        if (margin == 0) {
            return "as much gained";
        }
        return counted(new Energy(Math.abs(margin))) + (margin > 0 ? " less" : " more") + " gained";
    }

    private String counted(Energy energy) {
        return kilowattHours(energy) + (worth.horizon().isPresent() ? " as counted" : "");
    }

    private static String kilowattHours(Energy energy) {
        return !energy.isZero() && energy.compareTo(LEAST_SHOWN) <= 0
                ? "less than 0.001 kWh"
                : energy.toKilowattHours().setScale(DECIMALS, RoundingMode.HALF_EVEN) + " kWh";
    }
}
