package ems.study.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.study.result.FollowedRun;
import ems.study.result.ProsumerResult;
import ems.study.result.Results;
import ems.study.result.RunResult;
import ems.study.result.VehicleDay;
import ems.study.scenario.MarketDesign;

/** The figures' numbers as JSON: instants in epoch milliseconds, kW, kWh, GBP and p/kWh. */
final class ChartData {

    /** More curves or panels than this say less, not more: then a band, or the largest agents, stand for all. */
    static final int MOST_PANELS = 11;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TOGETHER = "All together";
    private static final String AVERAGE_EV = "Average EV";

    private final Results results;
    private final int minutes;
    private final List<NetPower> netPower;
    private final List<Comparison> comparisons;

    /** @param minutes between two values of a curve */
    ChartData(Results results, int minutes) {
        this.results = results;
        this.minutes = minutes;
        this.netPower = results.inputs().profiles().stream()
                .map(profile -> NetPower.of(profile, minutes))
                .toList();
        this.comparisons = Comparison.among(results.ofFirstDesign());
    }

    List<NetPower> netPower() {
        return netPower;
    }

    LostOverTime lost(FollowedRun run) {
        return LostOverTime.of(run, minutes);
    }

    ObjectNode json() {
        ObjectNode json = JSON.objectNode();
        if (!netPower.isEmpty()) {
            json.set("power", power());
        }
        if (!comparisons.isEmpty()) {
            json.setAll(new SavingsCharts(results).json());
            json.set(
                    "energy",
                    bars(
                            "kWh",
                            TOGETHER,
                            each -> each.traded().toKilowattHours(),
                            run -> run.traded().toKilowattHours()));
            json.set("money", bars("GBP", AVERAGE_EV, each -> each.benefit().toPounds(), RunResult::averageProfit));
            json.set("lost", lostPerScenario());
        }
        results.followed().flatMap(RunResult::followed).ifPresent(run -> {
            json.set("regret", lostOverTime(lost(run)));
            json.set("day", day(run.day()));
        });
        return json;
    }

    private ObjectNode lostPerScenario() {
        ObjectNode figure = JSON.objectNode();
        ArrayNode scenarios = figure.putArray("scenarios");
        comparisons.forEach(each -> scenarios.add(each.scenario()));
        figure.putArray("panels")
                .add(panel(
                                lostEnergy(results.scenario().designs().get(0)),
                                run -> run.regret().energy().toKilowattHours())
                        .put("unit", "kWh"))
                .add(panel(
                                "Prosumers\u2019 money",
                                run -> run.regret().greedyLoss().toPounds())
                        .put("unit", "GBP"));
        return figure;
    }

    private static String lostEnergy(MarketDesign design) {
        return "Energy" + design.asCounted();
    }

    private ObjectNode lostOverTime(LostOverTime lost) {
        ObjectNode json = JSON.objectNode()
                .put("start", results.scenario().start().toEpochMilli())
                .put("step", Duration.ofMinutes(lost.minutes()).toMillis())
                .put("energy", lostEnergy(results.followed().orElseThrow().run().design()));
        ArrayNode energy = json.putArray("kwh");
        lost.steps().forEach(each -> energy.add(rounded(each.energy().toKilowattHours(), 4)));
        ArrayNode money = json.putArray("pence");
        lost.steps().forEach(each -> money.add(rounded(each.greedyLoss().toPence(), 4)));
        return json;
    }

    private ObjectNode power() {
        ObjectNode power =
                JSON.objectNode().put("start", results.scenario().start().toEpochMilli());
        ArrayNode panels = power.putArray("panels");
        if (netPower.size() > MOST_PANELS) {
            panels.add(band());
        } else {
            netPower.forEach(curve -> panels.add(curve(curve.prosumer(), curve, kilowatts(curve.milliwatts()))));
        }
        return power;
    }

    private ObjectNode band() {
        ObjectNode band = curve("Median of " + netPower.size() + " prosumers", netPower.get(0), share(netPower, 50));
        band.set("low", share(netPower, 10));
        band.set("high", share(netPower, 90));
        return band;
    }

    private static ObjectNode curve(String name, NetPower like, ArrayNode kilowatts) {
        ObjectNode curve =
                JSON.objectNode().put("name", name).put("step", like.step().toMillis());
        curve.set("kw", kilowatts);
        return curve;
    }

    /** At each step, the value that this percentage of the prosumers does not exceed (nearest rank). */
    private static ArrayNode share(List<NetPower> all, int percent) {
        int steps =
                all.stream().mapToInt(curve -> curve.milliwatts().size()).min().orElse(0);
        return kilowatts(IntStream.range(0, steps)
                .mapToObj(step -> {
                    List<Long> sorted = all.stream()
                            .map(curve -> curve.milliwatts().get(step))
                            .sorted()
                            .toList();
                    return sorted.get((sorted.size() * percent + 99) / 100 - 1);
                })
                .toList());
    }

    private static ArrayNode kilowatts(List<Long> milliwatts) {
        ArrayNode values = JSON.arrayNode();
        milliwatts.forEach(value -> values.add(rounded(BigDecimal.valueOf(value, 6), 3)));
        return values;
    }

    private ObjectNode bars(
            String unit,
            String last,
            Function<ProsumerResult, BigDecimal> value,
            Function<RunResult, BigDecimal> lastValue) {
        ObjectNode figure = JSON.objectNode().put("unit", unit);
        ArrayNode scenarios = figure.putArray("scenarios");
        comparisons.forEach(each -> scenarios.add(each.scenario()));
        ArrayNode panels = figure.putArray("panels");
        for (ProsumerId agent : largestAgents()) {
            panels.add(panel(
                    agent.text(),
                    run -> run.prosumers().stream()
                            .filter(each -> each.prosumer().equals(agent))
                            .map(value)
                            .findFirst()
                            .orElse(BigDecimal.ZERO)));
        }
        panels.add(panel(last, lastValue).put("apart", true));
        return figure;
    }

    private ObjectNode panel(String name, Function<RunResult, BigDecimal> value) {
        ObjectNode panel = JSON.objectNode().put("name", name);
        ArrayNode greedy = panel.putArray("greedy");
        ArrayNode optimal = panel.putArray("optimal");
        for (Comparison each : comparisons) {
            each.greedy().ifPresentOrElse(run -> greedy.add(rounded(value.apply(run), 4)), greedy::addNull);
            each.optimal().ifPresentOrElse(run -> optimal.add(rounded(value.apply(run), 4)), optimal::addNull);
        }
        return panel;
    }

    /** In the order given, or, of too many, those that traded most over all runs. */
    private List<ProsumerId> largestAgents() {
        List<ProsumerId> agents = RunTables.agents(results.runs());
        return agents.size() <= MOST_PANELS
                ? agents
                : agents.stream()
                        .sorted(Comparator.comparing(this::tradedOverAllRuns).reversed())
                        .limit(MOST_PANELS)
                        .toList();
    }

    private Energy tradedOverAllRuns(ProsumerId prosumer) {
        return results.runs().stream().map(run -> run.traded(prosumer)).reduce(Energy.ZERO, Energy::plus);
    }

    private ObjectNode day(VehicleDay day) {
        ObjectNode json = JSON.objectNode()
                .put("start", day.start().toEpochMilli())
                .put("step", day.step().toMillis());
        json.put("capacity", kilowattHours(day.capacity()))
                .put("reserve", kilowattHours(day.reserve()))
                .put("floor", kilowattHours(day.window().floor()))
                .put("ceiling", kilowattHours(day.window().ceiling()));
        json.put("buy", results.scenario().prices().buy().toPencePerKilowattHour());
        json.put("sell", results.scenario().prices().sell().toPencePerKilowattHour());
        ArrayNode stored = json.putArray("stored");
        day.stored().forEach(energy -> stored.add(kilowattHours(energy)));
        json.set("kw", kilowatts(day.milliwatts()));
        ArrayNode away = json.putArray("away");
        day.away()
                .forEach(span -> away.addObject()
                        .put("from", span.start().toEpochMilli())
                        .put("to", span.end().toEpochMilli())
                        .put("driving", span.driving()));
        ArrayNode prices = json.putArray("prices");
        day.prices()
                .forEach(price -> prices.addObject()
                        .put("from", price.from().toEpochMilli())
                        .put("storing", price.storing().toPencePerKilowattHour())
                        .put("releasing", price.releasing().toPencePerKilowattHour()));
        return json;
    }

    private static BigDecimal kilowattHours(Energy energy) {
        return rounded(energy.toKilowattHours(), 3);
    }

    private static BigDecimal rounded(BigDecimal value, int decimals) {
        BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
