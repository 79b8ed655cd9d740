package ems.study.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import ems.market.ledger.BlockHeader;
import ems.market.ledger.StateRoots;
import ems.market.party.GridId;
import ems.market.party.GridPrices;
import ems.market.party.OperableWindow;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.RuleReference;
import ems.market.record.SettlementLine;
import ems.study.report.Run.AgentResult;
import ems.study.report.Run.Algorithm;
import ems.study.report.Setting.Fact;
import ems.study.report.Setting.Scale;
import ems.study.report.Tables.Change;
import ems.study.report.Tables.ForecastAgainstPerfect;
import ems.study.report.Tables.IsolatedBenefit;
import ems.study.report.Tables.OptimalOverGreedy;
import ems.study.result.FollowedTrade;
import ems.study.result.VehicleDay;
import ems.study.result.VehicleDay.Away;
import ems.study.result.VehicleDay.PriceStep;

/** A made-up study of the paper's shape: five prosumers, six trading scenarios, both matchings. Its numbers mean nothing. */
final class SampleReport {

    static final Instant START = Instant.parse("2019-08-05T00:00:00Z");
    private static final List<String> PROSUMERS = List.of("L1", "L2", "L3", "R2", "Z0");
    private static final List<String> SCENARIOS = List.of("Isolated", "1 EV", "2 EV", "3 EV", "4 EV", "5 EV");
    private static final double[] LOAD_KW = {0.62, 1.0, 0.38, 0.06, 0.6};
    private static final double[] PEAK_KW = {0.4, 0, 0.8, 0.55, 2.6};
    private static final double[] TRADED_KWH = {7.9, 11.2, 4.6, 1.9, 12.1};
    private static final Price BUY = Price.ofPencePerKilowattHour("29.49");
    private static final Price SPLIT = Price.ofPencePerKilowattHour("17.945");
    private static final String HASH = "9f2c41d07be35a6610c8e4ad52b7f39c0d6e18a74f5b20c9318e7d64aa05f1b2";

    private SampleReport() {}

    static ReportData whole() {
        return named("Five homes, five cars, one summer day", Scale.RIGHT);
    }

    static ReportData named(String title, Scale scale) {
        return new ReportData(
                setting(title, scale),
                IntStream.range(0, PROSUMERS.size())
                        .mapToObj(SampleReport::netPower)
                        .toList(),
                runs(),
                tables(),
                Optional.of(vehicleDay()),
                Optional.of(energy()),
                Optional.of(money()),
                Optional.of(lost()),
                Optional.of(trade()),
                Optional.of(new LedgerExport("maynooth", 1440, 48_231, HASH)));
    }

    static ReportData empty() {
        return new ReportData(
                setting("Nothing yet", Scale.RIGHT),
                List.of(),
                List.of(),
                new Tables(List.of(), List.of(), List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Setting setting(String title, Scale scale) {
        return new Setting(
                title,
                "Five prosumers with roof panels trade with up to five parked EVs for 1,440 periods of one minute.",
                "paper-day",
                20190805,
                START,
                START.plus(Duration.ofDays(1)),
                scale,
                new GridPrices(Price.ofPencePerKilowattHour("6.4"), BUY),
                List.of(
                        new Fact("Buy from the main grid", "29.49 p/kWh"),
                        new Fact("Sell to the main grid", "6.4 p/kWh"),
                        new Fact("Prosumer sells to EV", "17.945 p/kWh"),
                        new Fact("EV sells at", "average cost of its energy + 10 %")),
                List.of(
                        new Fact("Product", "1.0"),
                        new Fact("Rules: pricing", "version 3, sha256 5ad1c0e7"),
                        new Fact("Data: prosumers.csv", "sha256 " + HASH)));
    }

    static NetPower netPower(int prosumer) {
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
        return new NetPower(prosumer < 5 ? PROSUMERS.get(prosumer) : "P" + prosumer, Duration.ofMinutes(5), values);
    }

    private static List<Run> runs() {
        var runs = new ArrayList<Run>();
        for (int scenario = 0; scenario < SCENARIOS.size(); scenario++) {
            runs.add(run(scenario, Algorithm.GREEDY, "perfect", scenario == 0 ? 1 : 0.8 + 0.035 * scenario));
            runs.add(run(scenario, Algorithm.OPTIMAL, "perfect", 1));
            runs.add(run(scenario, Algorithm.OPTIMAL, "federated", 0.985));
        }
        return runs;
    }

    private static Run run(int scenario, Algorithm algorithm, String forecast, double share) {
        double size = share * (scenario == 0 ? 0.55 : 0.25 + 0.15 * scenario);
        var agents = new ArrayList<AgentResult>();
        double all = 0;
        for (int i = 0; i < PROSUMERS.size(); i++) {
            all += TRADED_KWH[i] * size;
            agents.add(
                    new AgentResult(PROSUMERS.get(i), kwh(TRADED_KWH[i] * size), pence(TRADED_KWH[i] * size * 10.4)));
        }
        Energy stored = kwh(all * 0.46);
        return new Run(
                SCENARIOS.get(scenario),
                algorithm,
                forecast,
                scenario == 0 ? 5 : scenario,
                1440,
                stored,
                kwh(all).minus(stored),
                pence(all * 0.54 * 1.8),
                (long) (1300 * (scenario == 0 ? 5 : scenario) * share),
                scenario == 0 ? Map.of() : Map.of("reserve above ceiling", 412L, "away from a charger", 96L),
                kwh(all * (1.05 - share)),
                pence(all * (1.02 - share) * 9),
                agents);
    }

    private static Tables tables() {
        var first = new ArrayList<IsolatedBenefit>();
        double[] original = {14.1, 24.6, 8.5, 3.1, 18.9};
        for (int i = 0; i < PROSUMERS.size(); i++) {
            first.add(new IsolatedBenefit(PROSUMERS.get(i), kwh(original[i]), kwh(original[i] - TRADED_KWH[i] * 0.55)));
        }
        var second = new ArrayList<OptimalOverGreedy>();
        var third = new ArrayList<ForecastAgainstPerfect>();
        for (int scenario = 0; scenario < SCENARIOS.size(); scenario++) {
            third.add(new ForecastAgainstPerfect(SCENARIOS.get(scenario), "federated", new BigDecimal("-1.5")));
            if (scenario > 0) {
                second.add(new OptimalOverGreedy(
                        SCENARIOS.get(scenario),
                        scenario == 1
                                ? List.of(new Change("L1", new BigDecimal("49.2")))
                                : List.of(
                                        new Change("L1", new BigDecimal("21.4")),
                                        new Change("L2", new BigDecimal("-3.12")),
                                        new Change("R2", new BigDecimal("35.0")),
                                        new Change("Z0", new BigDecimal("11.8"))),
                        BigDecimal.valueOf(20.5 - 3 * scenario)));
            }
        }
        return new Tables(first, second, third);
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
            long net = netPower(step % 7 < 4 ? 4 : 1).milliwatts().get(step);
            double kilowatts = gone ? 0 : net / 1e6;
            energy += driving ? -0.55 : kilowatts / 12;
            energy = Math.min(63.6, energy);
            stored.add(kwh(energy));
            power.add(Math.round(kilowatts * 1e6));
        }
        return new VehicleDay(
                "EV3",
                "3 EV, optimal, perfect",
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

    private static EnergyClosure energy() {
        return new EnergyClosure(
                "3 EV, optimal, perfect",
                List.of(
                        new EnergyClosure.Part("held at the start", kwh(190.8)),
                        new EnergyClosure.Part("stored from prosumers", kwh(12.1382))),
                List.of(
                        new EnergyClosure.Part("held at the end", kwh(164.5911)),
                        new EnergyClosure.Part("driven", kwh(24.1)),
                        new EnergyClosure.Part("released to prosumers", kwh(14.2471))));
    }

    private static MoneyClosure money() {
        return new MoneyClosure(
                "3 EV, optimal, perfect",
                2_914,
                List.of(
                        new MoneyClosure.Account("prosumer:L1", pence(88.1), pence(12.4)),
                        new MoneyClosure.Account("prosumer:Z0", pence(31.9), pence(140.2)),
                        new MoneyClosure.Account("vehicle:EV1", pence(90.6), pence(54.0)),
                        new MoneyClosure.Account("vehicle:EV2", pence(62.0), pence(66.0))));
    }

    static LostOverTime lost() {
        var energy = new ArrayList<Energy>();
        var money = new ArrayList<Money>();
        for (int step = 0; step < 288; step++) {
            double lost = Math.max(0, netPower(step % 5).milliwatts().get(step) / 1e6 / 12);
            energy.add(kwh(lost));
            money.add(pence(lost * (step % 3 == 0 ? -4 : 9)));
        }
        return new LostOverTime("3 EV, optimal, perfect", START, Duration.ofMinutes(5), energy, money);
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
        var block = new BlockHeader(
                new PeriodKey(new GridId("maynooth"), period),
                735,
                34,
                HASH,
                new StateRoots(HASH, HASH, HASH, HASH),
                HASH,
                HASH,
                HASH);
        return new FollowedTrade(
                "3 EV, optimal, perfect",
                period.start(),
                1_726_000,
                kwh(0.0287),
                kwh(11.92),
                Flow.STORED,
                match,
                Optional.of(
                        "Z0 and EV3 move 0.029 kWh; a second EV like EV3 would add 0.012 kWh; the best other EV for Z0,"
                                + " EV1, moves 0.020 kWh at a price of 0.008 kWh, 0.005 kWh less gained"),
                samples,
                line,
                block,
                28);
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
