package ems.market.matching;

import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;

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
 */
public record MatchExplanation(ProsumerId prosumer, Offer chosen, Optional<Offer> lost, boolean priced) {

    private static final int DECIMALS = 3;
    private static final Energy LEAST_SHOWN = new Energy(Energy.MILLIJOULES_PER_KILOWATT_HOUR / 2_000);

    /**
     * By how much the prosumer gains more than with the best other EV, mJ; at least 0 in an optimal matching. Empty if no
     * other EV could trade with it.
     */
    public OptionalLong margin() {
        return lost.isPresent()
                ? OptionalLong.of(Math.subtractExact(chosen.gain(), lost.get().gain()))
                : OptionalLong.empty();
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
                + "; " + comparison.orElse("no other EV could trade with " + prosumer);
    }

    private String scarcity() {
        if (!priced) {
            return "first come, first served, nobody looked for shadow prices";
        }
        String more = chosen.shadowPrice().isZero() ? "nothing" : kilowattHours(chosen.shadowPrice());
        return "a second EV like " + chosen.vehicle() + " would add " + more;
    }

    private String comparison(Offer other) {
        String price = !priced
                ? ""
                : other.shadowPrice().isZero()
                        ? " at no price"
                        : " at a price of " + kilowattHours(other.shadowPrice());
        return "the best other EV for " + prosumer + ", " + other.vehicle() + ", moves " + kilowattHours(other.energy())
                + price + ", " + difference(margin().orElseThrow());
    }

    private String difference(long margin) {
        if (margin == 0) {
            return "as much gained";
        }
        return kilowattHours(new Energy(Math.abs(margin))) + (margin > 0 ? " less" : " more") + " gained";
    }

    private static String kilowattHours(Energy energy) {
        return !energy.isZero() && energy.compareTo(LEAST_SHOWN) <= 0
                ? "less than 0.001 kWh"
                : energy.toKilowattHours().setScale(DECIMALS, RoundingMode.HALF_EVEN) + " kWh";
    }
}
