package ems.console;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.matching.GreedyMatcher;
import ems.market.matching.MatchingProblem;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.Pairing;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.GridPrices;
import ems.market.party.OperableWindow;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.MeasuringAnExchange;
import ems.market.period.Settling;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Percentage;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.Entry;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.Permission;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.record.Step;
import ems.market.record.StepRecord;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;
import ems.market.telemetry.Readings;

/** A grid of five homes and five EVs at noon: three pairs, one EV with an empty window, one on the road. */
final class FiveHomes {

    static final GridId GRID = new GridId("harbour");
    static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-14T12:04:00Z"));
    static final GridPrices PRICES =
            new GridPrices(Price.ofPencePerKilowattHour("6.4"), Price.ofPencePerKilowattHour("29.49"));
    static final String RULES = "9f3c1a7e52";

    static final ElectricVehicle EV1 = car("EV1", "16.2", "7.4");
    static final ElectricVehicle EV2 = car("EV2", "22.5", "11");
    static final ElectricVehicle EV3 = car("EV3", "9.8", "7.4");
    static final ElectricVehicle FULLY_RESERVED = car("EV4", "61.3", "7.4");
    static final ElectricVehicle ON_THE_ROAD = car("EV5", "18.0", "22");
    static final GridMembers MEMBERS = GridMembers.everyoneWithEveryone(
            Stream.of("L1", "L2", "L3", "R2", "Z0").map(ProsumerId::new).toList(),
            List.of(EV1, EV2, EV3, FULLY_RESERVED, ON_THE_ROAD));

    private static final Map<ElectricVehicle, String> HELD =
            Map.of(EV1, "48.6", EV2, "61.1", EV3, "27.35", FULLY_RESERVED, "55", ON_THE_ROAD, "40.2");
    private static final Map<ElectricVehicle, String> COST =
            Map.of(EV1, "17.945", EV2, "18.7213", EV3, "21.36", FULLY_RESERVED, "29.49", ON_THE_ROAD, "19.05");

    private FiveHomes() {}

    static PeriodKey key(MatchingPeriod period) {
        return new PeriodKey(GRID, period);
    }

    /** The period with its steps up to and with the last one, as its market would record them. */
    static PeriodRecord period(MatchingPeriod period, Step last, Readings readings, String forecaster, String matcher) {
        var record = PeriodRecord.blank(key(period));
        for (Step step : List.of(
                Step.COLLECT_BIDS,
                Step.FORECAST,
                Step.VERIFY_AND_LIMIT,
                Step.MATCH,
                Step.MEASURE_EXCHANGE,
                Step.SETTLE)) {
            if (step.compareTo(last) <= 0) {
                record = record.with(new StepRecord(step, entries(step, record, readings, forecaster, matcher)));
            }
        }
        return record;
    }

    static PeriodRecord period(MatchingPeriod period, Step last, Readings readings) {
        return period(period, last, readings, "federated", "optimal");
    }

    static Map<VehicleId, EnergyInventory> inventories() {
        return MEMBERS.vehicles().stream().collect(Collectors.toMap(ElectricVehicle::id, FiveHomes::inventory));
    }

    static EnergyInventory inventory(ElectricVehicle vehicle) {
        return EnergyInventory.boughtAt(
                Price.ofPencePerKilowattHour(COST.get(vehicle)), Energy.ofKilowattHours(HELD.get(vehicle)));
    }

    private static List<Entry> entries(
            Step step, PeriodRecord before, Readings readings, String forecaster, String matcher) {
        return switch (step) {
            case COLLECT_BIDS -> standings();
            case FORECAST -> forecasts(before.key().period(), readings, forecaster);
            case VERIFY_AND_LIMIT -> vehicleBids();
            case MATCH -> matches(before, matcher);
            case MEASURE_EXCHANGE -> exchanges(before, readings);
            case SETTLE -> settled(before);
            default -> throw new IllegalArgumentException(step + " is no step of this fixture");
        };
    }

    private static List<Entry> standings() {
        List<Entry> entries = new ArrayList<>();
        entries.add(new PeriodOpened(RULES, PRICES));
        MEMBERS.vehicles()
                .forEach(vehicle -> entries.add(new VehicleStanding(
                        vehicle.id(), vehicle != ON_THE_ROAD, Duration.ofSeconds(20), inventory(vehicle))));
        return entries;
    }

    private static List<Entry> forecasts(MatchingPeriod period, Readings readings, String forecaster) {
        List<Entry> entries = new ArrayList<>();
        for (ProsumerId prosumer : MEMBERS.prosumers()) {
            var sample = readings.sample(prosumer, period.start())
                    .or(() -> readings.sample(prosumer, period.start().minus(MatchingPeriod.SAMPLE)));
            entries.add(
                    sample.isPresent()
                            ? new ProsumerBid(prosumer, sixfold(sample.get()), forecaster, OptionalInt.empty())
                            : new Rejection(
                                    prosumer,
                                    "no readings of the last period",
                                    RuleReference.ofCode(
                                            "A prosumer without readings of the last period is not forecast")));
        }
        return entries;
    }

    private static NetEnergy sixfold(NetEnergy sample) {
        return new NetEnergy(sample.direction(), new Energy(sample.energy().millijoules() * MatchingPeriod.SAMPLES));
    }

    private static List<Entry> vehicleBids() {
        List<Entry> entries = new ArrayList<>();
        for (ElectricVehicle vehicle : List.of(EV1, EV2, EV3)) {
            entries.add(new VehicleBid(
                    vehicle.id(),
                    inventory(vehicle),
                    OperableWindow.of(vehicle, Percentage.of(20), Percentage.of(80)),
                    new Permission(true, true),
                    vehicle.chargerLimit()));
        }
        entries.add(new Rejection(
                FULLY_RESERVED.id(),
                "empty window: floor 77.200000000 kWh is above ceiling 63.600000000 kWh",
                RuleReference.ofCode("An EV whose floor with its reserve lies above its ceiling takes no part")));
        entries.add(new Rejection(
                ON_THE_ROAD.id(),
                "it is not plugged in",
                new RuleReference("soc-limits", 5, "An EV that is away takes no part", RULES)));
        return entries;
    }

    private static List<Entry> matches(PeriodRecord before, String matcher) {
        var problem =
                new MatchingProblem(before.all(ProsumerBid.class), before.all(VehicleBid.class), MEMBERS.partners());
        var best = new OptimalMatcher().match(problem);
        var firstCome = new GreedyMatcher().match(problem);
        var matching = matcher.equals("optimal") ? best : firstCome;
        List<Entry> entries = new ArrayList<>(matching.certificate().shadowPrices());
        entries.add(new MatchingResult(
                matcher,
                Pairing.forecastEnergy(matching.pairs()),
                Pairing.forecastEnergy(firstCome.pairs()),
                matching.certificate().bound(problem),
                matching.optimum().map(pairs -> gain(pairs).minus(gain(firstCome.pairs()))),
                matching.certificate().hash()));
        matching.pairs().forEach(pair -> entries.add(match(before, pair)));
        return entries;
    }

    /** Of prosumers, against the grid. */
    private static Money gain(List<Pairing> pairs) {
        return pairs.stream()
                .map(pair -> pair.prosumer().forecast().isSurplus()
                        ? Money.of(pair.forecastEnergy(), PRICES.split())
                                .minus(Money.of(pair.forecastEnergy(), PRICES.sell()))
                        : Money.of(pair.forecastEnergy(), PRICES.buy())
                                .minus(Money.of(pair.forecastEnergy(), resale(pair.vehicle()))))
                .reduce(Money.ZERO, Money::plus);
    }

    private static Price resale(VehicleBid vehicle) {
        return PRICES.bounding(Percentage.of(110).of(vehicle.inventory().averageCost(PRICES.buy())));
    }

    private static Match match(PeriodRecord before, Pairing pair) {
        var prosumer = pair.prosumer().prosumer();
        var vehicle = pair.vehicle().vehicle();
        return new Match(
                MatchId.of(before.key().period(), prosumer, vehicle),
                prosumer,
                vehicle,
                pair.forecastEnergy(),
                new AgreedPrice(
                        PRICES.split(),
                        new RuleReference(
                                "pricing", 4, "A prosumer sells to an EV halfway between the grid's prices", RULES)),
                new AgreedPrice(
                        resale(pair.vehicle()),
                        new RuleReference(
                                "pricing", 6, "An EV sells at the cost of its energy and a tenth more", RULES)));
    }

    private static List<Entry> exchanges(PeriodRecord before, Readings readings) {
        return List.copyOf(MeasuringAnExchange.in(before, readings));
    }

    private static List<Entry> settled(PeriodRecord before) {
        List<Entry> entries = new ArrayList<>();
        for (Match match : before.all(Match.class)) {
            var bid = before.bid(match.vehicle()).orElseThrow();
            entries.addAll(Settling.match(match, before.exchanges(match.id()), bid.inventory()));
        }
        return entries;
    }

    private static ElectricVehicle car(String name, String reserve, String chargerKilowatts) {
        return new ElectricVehicle(
                new VehicleId(name),
                Energy.ofKilowattHours("79.5"),
                Energy.ofKilowattHours(reserve),
                Optional.of(Power.ofKilowatts(new BigDecimal(chargerKilowatts))));
    }
}
