package ems.study.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

import ems.market.ledger.BlockHeader;
import ems.market.ledger.StateRoots;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridPrices;
import ems.market.party.LeastPower;
import ems.market.party.OperableWindow;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.HorizonPricing;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.DirectTrade;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.RuleReference;
import ems.market.record.SettlementLine;
import ems.study.demo.DemoFleet;
import ems.study.fixture.FixtureTelemetry;
import ems.study.plan.Inputs;
import ems.study.plan.Profile;
import ems.study.plan.StudyRun;
import ems.study.result.FollowedRun;
import ems.study.result.FollowedTrade;
import ems.study.result.ProsumerResult;
import ems.study.result.Regret;
import ems.study.result.Results;
import ems.study.result.RunResult;
import ems.study.result.VehicleDay;
import ems.study.result.VehicleDay.Away;
import ems.study.result.VehicleDay.PriceStep;
import ems.study.result.VehicleResult;
import ems.study.scenario.Algorithm;
import ems.study.scenario.EnergyScale;
import ems.study.scenario.MarketDesign;
import ems.study.scenario.Scenario;
import ems.study.scenario.StudyData.Generated;
import ems.study.scenario.TradingScenario;
import ems.study.scenario.VehicleModel;

/** A made-up study of the paper's shape: five prosumers, six trading scenarios, both matchings. Its numbers mean nothing. */
final class SampleStudy {

    static final Instant START = Instant.parse("2019-08-05T00:00:00Z");
    private static final List<ProsumerId> PROSUMERS = DemoFleet.prosumerIds(5);
    private static final List<TradingScenario> SCENARIOS = List.of(
            new TradingScenario.Isolated(),
            new TradingScenario.Shared(1),
            new TradingScenario.Shared(2),
            new TradingScenario.Shared(3),
            new TradingScenario.Shared(4),
            new TradingScenario.Shared(5));
    private static final double[] LOAD_KW = {0.62, 1.0, 0.38, 0.06, 0.6};
    private static final double[] PEAK_KW = {0.4, 0, 0.8, 0.55, 2.6};
    private static final double[] TRADED_KWH = {7.9, 11.2, 4.6, 1.9, 12.1};
    private static final double[] ORIGINAL_KWH = {14.1, 24.6, 8.5, 3.1, 18.9};
    private static final Price BUY = Price.ofPencePerKilowattHour("29.49");
    private static final Price SPLIT = Price.ofPencePerKilowattHour("17.945");
    private static final String HASH = "9f2c41d07be35a6610c8e4ad52b7f39c0d6e18a74f5b20c9318e7d64aa05f1b2";
    private static final int R2 = 3;

    private static final String TITLE = "Five homes, five cars, one summer day";

    private SampleStudy() {}

    static Results whole() {
        return named(TITLE, EnergyScale.RIGHT);
    }

    static Results named(String title, EnergyScale scale) {
        return new Results(
                scenario(title, scale, HorizonPricing.NONE),
                inputs(IntStream.range(0, PROSUMERS.size())
                        .mapToObj(i -> new Profile(
                                PROSUMERS.get(i),
                                kwh(ORIGINAL_KWH[i]),
                                kwh(ORIGINAL_KWH[i] / 4),
                                periods(milliwatts(i)),
                                0))
                        .toList()),
                runs(MarketDesign.PAPER));
    }

    /** The whole, as if all its periods had had this price. */
    static Results under(HorizonPrice price) {
        var scenario = scenario(TITLE, EnergyScale.RIGHT, HorizonPricing.always(price));
        return new Results(scenario, whole().inputs(), runs(scenario.designs().get(0)));
    }

    static Results of(RunResult... runs) {
        return new Results(scenario("Any", EnergyScale.RIGHT, HorizonPricing.NONE), inputs(List.of()), List.of(runs));
    }

    static Results of(List<Profile> profiles) {
        return new Results(scenario("Any", EnergyScale.RIGHT, HorizonPricing.NONE), inputs(profiles), List.of());
    }

    static Results empty() {
        return new Results(
                scenario("Nothing yet", EnergyScale.RIGHT, HorizonPricing.NONE), inputs(List.of()), List.of());
    }

    /** What stands under a heading of the page, up to the next one. */
    static String part(Results results, String heading) {
        String html = StudyReport.html(results);
        int from = html.indexOf("<h2>" + heading);
        int next = html.indexOf("<section class=\"part\">", from);
        return html.substring(from, next < 0 ? html.indexOf("</main>") : next);
    }

    private static Scenario scenario(String title, EnergyScale scale, HorizonPricing horizon) {
        return new Scenario(
                "paper-day",
                title,
                "Five prosumers with roof panels trade with up to five parked EVs for 1,440 periods of one minute.",
                20190805,
                START,
                1,
                scale,
                new Generated(PROSUMERS, DemoFleet.vehicleIds(5)),
                new GridPrices(Price.ofPencePerKilowattHour("6.4"), BUY),
                new VehicleModel("A car", kwh(79.5), Optional.empty(), LeastPower.NONE, Optional.empty(), BUY, false),
                List.of(horizon),
                SCENARIOS,
                List.of(Algorithm.values()),
                List.of("perfect", "federated"),
                List.of(DirectTrade.NONE));
    }

    private static Inputs inputs(List<Profile> profiles) {
        return new Inputs(
                new FixtureTelemetry(),
                profiles,
                List.of(),
                Map.of(),
                Map.of(),
                Duration.ofMinutes(5),
                List.of(),
                List.of());
    }

    /** Means of five minutes. */
    private static List<Long> milliwatts(int prosumer) {
        var noise = new Random(prosumer);
        var values = new ArrayList<Long>();
        for (int step = 0; step < 288; step++) {
            double hour = step / 12.0;
            double sun = Math.max(0, Math.sin(Math.PI * (hour - 5.5) / 14.5)) * (0.8 + 0.2 * noise.nextDouble());
            double evening = 1 + 0.6 * Math.exp(-Math.pow(hour - 19, 2) / 4);
            double load = LOAD_KW[prosumer % 5] * evening * (0.75 + 0.5 * noise.nextDouble());
            boolean day = hour > 5.5 && hour < 20;
            values.add(Math.round(1e6 * ((day ? PEAK_KW[prosumer % 5] * sun * sun : 0) - load)));
        }
        return values;
    }

    /** Each power holds for five minutes. */
    static List<NetEnergy> periods(List<Long> milliwatts) {
        return milliwatts.stream()
                .flatMap(power -> IntStream.range(0, 5)
                        .mapToObj(minute -> NetEnergy.between(
                                new Energy(60 * Math.max(0, power)), new Energy(60 * Math.max(0, -power)))))
                .toList();
    }

    private static List<RunResult> runs(MarketDesign design) {
        var runs = new ArrayList<RunResult>();
        for (int scenario = 0; scenario < SCENARIOS.size(); scenario++) {
            runs.add(run(design, scenario, Algorithm.GREEDY, "perfect", scenario == 0 ? 1 : 0.8 + 0.035 * scenario));
            runs.add(run(design, scenario, Algorithm.OPTIMAL, "perfect", 1));
            runs.add(run(design, scenario, Algorithm.OPTIMAL, "federated", 0.985));
        }
        return runs;
    }

    private static RunResult run(
            MarketDesign design, int scenario, Algorithm algorithm, String forecast, double share) {
        double size = share * (scenario == 0 ? 0.55 : 0.25 + 0.15 * scenario);
        var prosumers = new ArrayList<ProsumerResult>();
        for (int i = 0; i < PROSUMERS.size(); i++) {
            boolean idle = i == R2 && scenario == 1 && algorithm == Algorithm.GREEDY;
            Energy traded = idle ? Energy.ZERO : kwh(TRADED_KWH[i] * size);
            prosumers.add(prosumer(PROSUMERS.get(i), traded, pence(TRADED_KWH[i] * size * 10.4)));
        }
        Energy all = prosumers.stream().map(ProsumerResult::traded).reduce(Energy.ZERO, Energy::plus);
        double kilowattHours = all.toKilowattHours().doubleValue();
        var vehicles = new ArrayList<VehicleResult>();
        vehicles.add(vehicle(1, kwh(kilowattHours * 0.46), all, pence(kilowattHours * 0.54 * 1.8)));
        for (int i = 2; i <= SCENARIOS.get(scenario).vehicles(PROSUMERS.size()); i++) {
            vehicles.add(vehicle(i, Energy.ZERO, Energy.ZERO, Money.ZERO));
        }
        boolean followed = scenario == 5 && algorithm == Algorithm.OPTIMAL && forecast.equals("perfect");
        return new RunResult(
                new StudyRun(SCENARIOS.get(scenario), algorithm, forecast, design, false),
                1440,
                (long) (1300 * vehicles.size() * share),
                2_914,
                new TreeMap<>(
                        scenario == 0 ? Map.of() : Map.of("reserve above ceiling", 412L, "away from a charger", 96L)),
                prosumers,
                vehicles,
                pence(kilowattHours * 0.46 * 23.09),
                new Regret(
                        Energy.ZERO, kwh(kilowattHours * (1.05 - share)), pence(kilowattHours * (1.02 - share) * 9), 0),
                new TreeSet<>(List.of("pricing 3")),
                Optional.of(block(new MatchingPeriod(hour(23.75)), 1439)),
                followed ? Optional.of(followed()) : Optional.empty());
    }

    static ProsumerResult prosumer(ProsumerId id, Energy traded, Money benefit) {
        return new ProsumerResult(id, traded, Energy.ZERO, Energy.ZERO, Energy.ZERO, Money.ZERO, Money.ZERO, benefit);
    }

    /** It closes. */
    static VehicleResult vehicle(int number, Energy stored, Energy traded, Money profit) {
        Energy released = traded.minus(stored);
        Energy start = kwh(190.8);
        return new VehicleResult(
                new VehicleId("EV" + number),
                EnergyInventory.boughtAt(BUY, start),
                EnergyInventory.boughtAt(BUY, start.plus(stored).minus(released).minus(kwh(24.1))),
                stored,
                released,
                Energy.ZERO,
                kwh(24.1),
                Money.ZERO,
                Money.ZERO,
                profit);
    }

    static FollowedRun followed() {
        var regrets = new ArrayList<Regret>();
        for (int minute = 0; minute < 1440; minute++) {
            int step = minute / 5;
            double lost = Math.max(0, milliwatts(step % 5).get(step) / 1e6 / 60);
            regrets.add(new Regret(Energy.ZERO, kwh(lost), pence(lost * (step % 3 == 0 ? -4 : 9)), 0));
        }
        return new FollowedRun(vehicleDay(), regrets, Optional.of(trade()), 48_231);
    }

    private static VehicleDay vehicleDay() {
        var stored = new ArrayList<Energy>();
        var power = new ArrayList<Long>();
        List<Away> away = List.of(
                new Away(hour(7.5), hour(8.25), true),
                new Away(hour(8.25), hour(11), false),
                new Away(hour(11), hour(11.75), true),
                new Away(hour(17), hour(17.5), true));
        double energy = 63.6;
        for (int step = 0; step < 288; step++) {
            Instant at = hour(step / 12.0);
            boolean gone = away.stream().anyMatch(each -> !at.isBefore(each.start()) && at.isBefore(each.end()));
            boolean driving = away.stream()
                    .anyMatch(each -> each.driving() && !at.isBefore(each.start()) && at.isBefore(each.end()));
            long net = milliwatts(step % 7 < 4 ? 4 : 1).get(step);
            double kilowatts = gone ? 0 : net / 1e6;
            energy += driving ? -0.55 : kilowatts / 12;
            energy = Math.min(63.6, energy);
            stored.add(kwh(energy));
            power.add(Math.round(kilowatts * 1e6));
        }
        return new VehicleDay(
                "EV3",
                START,
                Duration.ofMinutes(5),
                kwh(79.5),
                kwh(24.8),
                new OperableWindow(kwh(40.7), kwh(63.6)),
                stored,
                power,
                away,
                List.of(
                        new PriceStep(START, SPLIT, BUY),
                        new PriceStep(hour(9), SPLIT, Price.ofPencePerKilowattHour("28.7021")),
                        new PriceStep(hour(12), SPLIT, Price.ofPencePerKilowattHour("26.1")),
                        new PriceStep(hour(15), SPLIT, Price.ofPencePerKilowattHour("24.35"))));
    }

    static FollowedTrade trade() {
        var period = new MatchingPeriod(hour(12.25));
        var prosumer = new ProsumerId("Z0");
        var vehicle = new VehicleId("EV3");
        var price =
                new AgreedPrice(SPLIT, new RuleReference("pricing", 12, "A prosumer sells at the split price", "3"));
        var match = new Match(MatchId.of(period, prosumer, vehicle), prosumer, vehicle, kwh(0.0287), price, price);
        var samples = new ArrayList<Exchange>();
        Energy energy = Energy.ZERO;
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            Energy moved = kwh(0.0044 + 0.0003 * (sample % 4));
            energy = energy.plus(moved);
            samples.add(new Exchange(match.id(), sample, Flow.STORED, moved, kwh(9)));
        }
        Money amount = Money.of(energy, SPLIT);
        var line = new SettlementLine(match.id(), Flow.STORED, vehicle, prosumer, energy, price, amount, amount);
        return new FollowedTrade(
                period.start(),
                1_726_000,
                kwh(0.0287),
                kwh(11.92),
                match,
                Optional.of(
                        "Z0 and EV3 move 0.029 kWh; a second EV like EV3 would add 0.012 kWh; the best other EV for Z0,"
                                + " EV1, moves 0.020 kWh at a price of 0.008 kWh, 0.005 kWh less gained"),
                samples,
                line,
                block(period, 735),
                28);
    }

    private static BlockHeader block(MatchingPeriod period, long height) {
        return new BlockHeader(
                new PeriodKey(new GridId("maynooth"), period),
                height,
                34,
                HASH,
                new StateRoots(HASH, HASH, HASH, HASH),
                HASH,
                HASH,
                HASH);
    }

    static Instant hour(double hour) {
        return START.plusSeconds(Math.round(hour * 3600));
    }

    static Energy kwh(double kilowattHours) {
        return Energy.ofKilowattHours(BigDecimal.valueOf(kilowattHours));
    }

    private static Money pence(double pence) {
        return new Money(Math.round(pence * 1e6));
    }
}
