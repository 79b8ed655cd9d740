package ems.market.period;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ems.market.matching.Pairing;
import ems.market.party.EnergyInventory;
import ems.market.party.GridPrices;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.Entry;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MatchIds;
import ems.market.record.PeriodOpened;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.rule.ActiveRules;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;

import static java.util.Objects.requireNonNull;

/**
 * Fixes both prices of each EV before energy flows: they follow from what its energy cost and from the grid's prices. A pair
 * whose EV the rules give no price to is not matched.
 */
public final class AgreeingPrices {

    /** Why no pair gets a price at such a time. */
    public static final RuleReference PAUSE =
            RuleReference.ofCode("Trading pauses while the grid pays more for energy than it asks");

    /** What the rules say of one EV. */
    private record Prices(Verdict<Price> storing, Verdict<Price> releasing) {}

    private final GridPrices grid;
    private final Map<VehicleId, Prices> prices = new HashMap<>();

    private AgreeingPrices(GridPrices grid) {
        this.grid = grid;
    }

    /** Asks the rules once for each EV in any of these pairs. */
    static AgreeingPrices forVehiclesOf(Collection<List<Pairing>> pairs, PeriodOpened opened, ActiveRules rules) {
        Map<VehicleId, EnergyInventory> vehicles = new LinkedHashMap<>();
        pairs.forEach(each -> each.forEach(
                pair -> vehicles.put(pair.vehicle().vehicle(), pair.vehicle().inventory())));
        return forVehicles(vehicles, opened.prices(), rules);
    }

    /**
     * Asks the rules once for each of these EVs.
     *
     * @param held what each holds as the period starts, in the order of the questions
     */
    public static AgreeingPrices forVehicles(Map<VehicleId, EnergyInventory> held, GridPrices grid, ActiveRules rules) {
        var answers = rules.prices(questions(held.values(), grid)).iterator();
        var agreeing = new AgreeingPrices(grid);
        held.keySet().forEach(vehicle -> agreeing.prices.put(vehicle, new Prices(answers.next(), answers.next())));
        return agreeing;
    }

    /** What the rules are asked of EVs that hold this: the price of storing and then that of releasing, EV by EV. */
    public static List<PricingQuestion> questions(Collection<EnergyInventory> held, GridPrices grid) {
        List<PricingQuestion> questions = new ArrayList<>(2 * held.size());
        for (EnergyInventory inventory : held) {
            var cost = inventory.averageCost(grid.buy());
            questions.add(new PricingQuestion(Flow.STORED, cost, grid));
            questions.add(new PricingQuestion(Flow.RELEASED, cost, grid));
        }
        return questions;
    }

    /** A match, or two rejections, for each pair. */
    List<Entry> of(PeriodKey key, List<Pairing> pairs) {
        List<Entry> entries = new ArrayList<>(pairs.size());
        var ids = new MatchIds(key.period());
        pairs.forEach(pair -> entries.addAll(agreed(ids, pair)));
        return entries;
    }

    /** Money that prosumers would gain by these pairs, against the grid, if the forecasts came true. */
    Money gainOfProsumers(List<Pairing> pairs) {
        Money gain = Money.ZERO;
        for (Pairing pair : pairs) {
            var verdicts = prices(pair.vehicle().vehicle());
            if (grid.leaveRoomToTrade()
                    && verdicts.storing() instanceof Granted<Price> storing
                    && verdicts.releasing() instanceof Granted<Price> releasing) {
                var energy = pair.forecastEnergy();
                boolean sells = pair.prosumer().forecast().isSurplus();
                var received = sells
                        ? Money.of(energy, storing.grant())
                        : Money.of(energy, releasing.grant()).negated();
                gain = gain.plus((sells ? Flow.STORED : Flow.RELEASED).benefitOfProsumer(energy, received, grid));
            }
        }
        return gain;
    }

    private Prices prices(VehicleId vehicle) {
        return requireNonNull(prices.get(vehicle));
    }

    private List<Entry> agreed(MatchIds ids, Pairing pair) {
        var prosumer = pair.prosumer().prosumer();
        var vehicle = pair.vehicle().vehicle();
        return agreed(ids.of(prosumer, vehicle), prosumer, vehicle, pair.forecastEnergy());
    }

    /** The same pair at these prices: a match, or two rejections. */
    public List<Entry> again(Match match) {
        return agreed(match.id(), match.prosumer(), match.vehicle(), match.forecastEnergy());
    }

    private List<Entry> agreed(MatchId id, ProsumerId prosumer, VehicleId vehicle, Energy forecastEnergy) {
        var verdicts = prices(vehicle);
        for (Verdict<Price> verdict : List.of(verdicts.storing(), verdicts.releasing())) {
            if (verdict instanceof Refused<Price> no) {
                return List.of(
                        new Rejection(prosumer, no.reason(), no.rule()),
                        new Rejection(vehicle, no.reason(), no.rule()));
            }
        }
        if (!grid.leaveRoomToTrade()) {
            String reason = noRoomIn(grid);
            return List.of(new Rejection(prosumer, reason, PAUSE), new Rejection(vehicle, reason, PAUSE));
        }
        return List.of(new Match(
                id,
                prosumer,
                vehicle,
                forecastEnergy,
                checked((Granted<Price>) verdicts.storing(), grid),
                checked((Granted<Price>) verdicts.releasing(), grid)));
    }

    /** Why the grid's prices leave nobody a price. */
    public static String noRoomIn(GridPrices grid) {
        return "the grid pays " + grid.sell() + " and asks " + grid.buy();
    }

    /** Whatever a table says: no one does worse than with the grid. */
    static AgreedPrice checked(Granted<Price> verdict, GridPrices grid) {
        if (!grid.suit(verdict.grant())) {
            throw new IllegalStateException("price of " + verdict.grant() + " set by " + verdict.rule()
                    + " is outside the grid's [" + grid.sell() + ", " + grid.buy() + "]");
        }
        return new AgreedPrice(verdict.grant(), verdict.rule());
    }
}
