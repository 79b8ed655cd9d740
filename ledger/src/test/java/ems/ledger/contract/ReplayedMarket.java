package ems.ledger.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.market.matching.Certificate;
import ems.market.matching.FirstCome;
import ems.market.matching.Matching;
import ems.market.matching.MatchingProblem;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.Pairing;
import ems.market.party.FleetFill;
import ems.market.party.GridPrices;
import ems.market.party.TradingPartners;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.HorizonEntry;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodOpened;
import ems.market.record.ProsumerBid;
import ems.market.record.RuleReference;
import ems.market.record.TradingPartner;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** One period's bids, what an operator records of their matching, and the verifier that reads it. */
record ReplayedMarket(
        List<ProsumerBid> prosumers,
        List<VehicleBid> vehicles,
        TradingPartners partners,
        Optional<HorizonPrice> horizon) {

    static final MatchingPeriod PERIOD = new MatchingPeriod(Instant.parse("2026-01-31T12:00:00Z"));
    private static final GridPrices GRID =
            new GridPrices(Price.ofPencePerKilowattHour("6.4"), Price.ofPencePerKilowattHour("29.49"));
    static final AgreedPrice PRICE = new AgreedPrice(GRID.split(), new RuleReference("pricing", 2, "half way", "v1"));

    /** Storing and releasing count alike. */
    ReplayedMarket(List<ProsumerBid> prosumers, List<VehicleBid> vehicles, TradingPartners partners) {
        this(prosumers, vehicles, partners, Optional.empty());
    }

    MatchingProblem problem() {
        return new MatchingProblem(prosumers, vehicles, partners, horizon);
    }

    Matching optimal() {
        return new OptimalMatcher().match(problem());
    }

    List<Entry> enrolled() {
        List<Entry> entries = new ArrayList<>();
        prosumers.forEach(bid -> entries.add(new Enrolment(bid.prosumer(), Energy.ZERO)));
        for (VehicleBid bid : vehicles) {
            entries.add(new Enrolment(bid.vehicle(), bid.window().ceiling()));
            entries.add(new InventoryEntry(bid.vehicle(), Cause.JOINED, bid.inventory()));
        }
        partners.few()
                .forEach((prosumer, few) -> few.forEach(vehicle -> entries.add(new TradingPartner(prosumer, vehicle))));
        return entries;
    }

    List<Entry> bids() {
        List<Entry> entries = new ArrayList<>();
        entries.add(new PeriodOpened("v1", GRID));
        vehicles.forEach(bid -> entries.add(new VehicleStanding(bid.vehicle(), true, Duration.ZERO, bid.inventory())));
        entries.addAll(prosumers);
        entries.addAll(vehicles);
        horizon.ifPresent(price -> entries.add(new HorizonEntry(price, fill())));
        return entries;
    }

    /** What the windows of the EVs come to. */
    FleetFill fill() {
        var fill = FleetFill.NONE;
        for (VehicleBid bid : vehicles) {
            fill = fill.plus(bid.window(), bid.inventory().energy());
        }
        return fill;
    }

    ReplayedMarket under(int perMille) {
        return new ReplayedMarket(prosumers, vehicles, partners, Optional.of(new HorizonPrice(perMille)));
    }

    /** The matching step as the market records it. */
    List<Entry> matching(Matching matching) {
        return matching("optimal", matching.pairs(), matching.certificate(), Optional.of(Money.ZERO));
    }

    List<Entry> greedyMatching(Matching matching) {
        return matching(
                "greedy",
                matching.pairs(),
                matching.certificate(),
                matching.optimum().map(best -> Money.ZERO));
    }

    /** Hash and sums are those of these pairs and prices, whoever made them up. */
    List<Entry> matching(String algorithm, List<Pairing> pairs, Certificate certificate, Optional<Money> greedyLoss) {
        List<Entry> entries = new ArrayList<>(certificate.shadowPrices());
        entries.add(new MatchingResult(
                algorithm,
                Pairing.forecastEnergy(pairs),
                Pairing.forecastEnergy(FirstCome.pairs(problem())),
                certificate.bound(problem()),
                greedyLoss,
                certificate.hash(),
                horizon.map(price -> new MatchingResult.Worth(
                        problem().worth().of(pairs), problem().worth().of(FirstCome.pairs(problem()))))));
        pairs.forEach(pair -> entries.add(match(pair)));
        return entries;
    }

    void replay(List<Entry> matching) {
        List<Entry> period = new ArrayList<>(bids());
        period.addAll(matching);
        replayOnly(period);
    }

    void replayOnly(List<Entry> period) {
        replay(enrolled(), period);
    }

    static void replay(List<Entry> enrolled, List<Entry> period) {
        var grid = new RunningGrid();
        grid.play(PERIOD.previous(), enrolled);
        grid.play(PERIOD, period);
    }

    void refuses(List<Entry> matching, String why) {
        assertThatIllegalArgumentException()
                .as("%s", matching)
                .isThrownBy(() -> replay(matching))
                .withMessageContaining(why);
    }

    static Match match(Pairing pair) {
        var prosumer = pair.prosumer().prosumer();
        var vehicle = pair.vehicle().vehicle();
        return new Match(MatchId.of(PERIOD, prosumer, vehicle), prosumer, vehicle, pair.forecastEnergy(), PRICE, PRICE);
    }

    static List<Entry> with(List<Entry> entries, int place, Entry other) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.set(place, other);
        return changed;
    }

    static List<Entry> without(List<Entry> entries, int place) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.remove(place);
        return changed;
    }

    static MatchingResult result(List<Entry> entries) {
        return (MatchingResult) entries.get(place(entries));
    }

    static int place(List<Entry> entries) {
        int place = 0;
        while (!(entries.get(place) instanceof MatchingResult)) {
            place++;
        }
        return place;
    }

    static MatchingResult with(
            MatchingResult result, String algorithm, long forecast, long greedy, long bound, String certificate) {
        return new MatchingResult(
                algorithm,
                new Energy(result.forecastEnergy().millijoules() + forecast),
                new Energy(result.greedyEnergy().millijoules() + greedy),
                new Energy(result.bound().millijoules() + bound),
                result.greedyLoss(),
                certificate,
                result.worth());
    }
}
