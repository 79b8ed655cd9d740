package ems.study.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

import ems.market.ledger.BlockHeader;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.study.plan.StudyRun;

/**
 * What one run found. Its energy and money closed, or there would be no result.
 *
 * @param lines settlement lines
 * @param rejections how often each reason was given
 * @param gridCostSaved what homes and EVs together pay the main grid less, energy that EVs hold counted at what it asks
 * @param regret of greedy, whichever pairs were taken
 * @param rules versions that were active
 * @param head of the run's ledger
 * @param followed what the report looks at closely, in the one run that it follows
 */
public record RunResult(
        StudyRun run,
        long periods,
        long matches,
        long lines,
        SortedMap<String, Long> rejections,
        List<ProsumerResult> prosumers,
        List<VehicleResult> vehicles,
        Money gridCostSaved,
        Regret regret,
        SortedSet<String> rules,
        Optional<BlockHeader> head,
        Optional<FollowedRun> followed) {

    /** What went to EVs and came from them. */
    public Energy withVehicles() {
        return prosumers.stream().map(ProsumerResult::withVehicles).reduce(Energy.ZERO, Energy::plus);
    }

    /** What prosumers did not have to exchange with the main grid. */
    public Energy traded() {
        return prosumers.stream().map(ProsumerResult::traded).reduce(Energy.ZERO, Energy::plus);
    }

    public Energy traded(ProsumerId prosumer) {
        return prosumers.stream()
                .filter(each -> each.prosumer().equals(prosumer))
                .findFirst()
                .orElseThrow()
                .traded();
    }

    /** What went from home to home; each of the two counts it as traded. */
    public Energy direct() {
        return prosumers.stream().map(ProsumerResult::soldDirectly).reduce(Energy.ZERO, Energy::plus);
    }

    public Energy stored() {
        return vehicles.stream().map(VehicleResult::stored).reduce(Energy.ZERO, Energy::plus);
    }

    public Energy released() {
        return vehicles.stream().map(VehicleResult::released).reduce(Energy.ZERO, Energy::plus);
    }

    /** What EVs released more than they stored, each by itself. */
    public Energy brought() {
        return vehicles.stream().map(VehicleResult::brought).reduce(Energy.ZERO, Energy::plus);
    }

    /** The rest of what was saved: what the energy in the EVs is worth more than it cost, at what the grid asks, against the start. */
    public Money savedInBatteries() {
        return gridCostSaved.minus(prosumerBenefit()).minus(vehicleProfit());
    }

    public Energy heldAtStart() {
        return vehicles.stream().map(each -> each.start().energy()).reduce(Energy.ZERO, Energy::plus);
    }

    public Energy heldAtEnd() {
        return vehicles.stream().map(each -> each.end().energy()).reduce(Energy.ZERO, Energy::plus);
    }

    public Energy driven() {
        return vehicles.stream().map(VehicleResult::driven).reduce(Energy.ZERO, Energy::plus);
    }

    public Energy charged() {
        return vehicles.stream().map(VehicleResult::charged).reduce(Energy.ZERO, Energy::plus);
    }

    public Money vehicleProfit() {
        return vehicles.stream().map(VehicleResult::profit).reduce(Money.ZERO, Money::plus);
    }

    /** Pounds of an average EV, half-even at a micro-penny; 0 without EVs. */
    public BigDecimal averageProfit() {
        return vehicles.isEmpty()
                ? BigDecimal.ZERO
                : vehicleProfit().toPounds().divide(BigDecimal.valueOf(vehicles.size()), 8, RoundingMode.HALF_EVEN);
    }

    public Money prosumerBenefit() {
        return prosumers.stream().map(ProsumerResult::benefit).reduce(Money.ZERO, Money::plus);
    }

    public long energyMismatchMillijoules() {
        return vehicles.stream().mapToLong(VehicleResult::mismatchMillijoules).sum();
    }

    /** Received - paid over all accounts; anything but 0 is a fault. */
    public Money moneyMismatch() {
        var sum = Money.ZERO;
        for (ProsumerResult each : prosumers) {
            sum = sum.plus(each.received()).minus(each.paid());
        }
        for (VehicleResult each : vehicles) {
            sum = sum.plus(each.received()).minus(each.paid());
        }
        return sum;
    }
}
