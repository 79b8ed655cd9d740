package ems.study.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.study.output.NumberFormats;
import ems.study.result.Regret;
import ems.study.result.Results;
import ems.study.result.VehicleDay;
import ems.study.result.VehicleDay.Away;
import ems.study.scenario.MarketDesign;

/** What there is to see in each figure, in sentences with this study's numbers. */
final class Captions {

    private final Results results;
    private final ChartData charts;

    Captions(Results results, ChartData charts) {
        this.results = results;
        this.charts = charts;
    }

    public String power() {
        NetPower largest = charts.netPower().stream()
                .max(Comparator.comparing(NetPower::peak))
                .orElseThrow();
        String caption = "Net power is production minus consumption: amber above the line is surplus that an EV could"
                + " store, blue below it is demand that an EV could serve.";
        if (charts.netPower().size() > ChartData.MOST_PANELS) {
            caption += " The line is the median of all prosumers; the coloured band leaves out the highest and the"
                    + " lowest tenth of them.";
        }
        if (largest.peak() > 0) {
            int step = largest.milliwatts().indexOf(largest.peak());
            Instant at = results.scenario().start().plus(largest.step().multipliedBy(step));
            caption += " The largest surplus is that of " + largest.prosumer() + ": "
                    + NumberFormats.number(BigDecimal.valueOf(largest.peak(), 6), 2) + " kW at "
                    + NumberFormats.clock(at) + " UTC.";
        }
        List<String> never = charts.netPower().stream()
                .filter(curve -> curve.peak() <= 0)
                .map(NetPower::prosumer)
                .toList();
        return never.isEmpty() || never.size() > 5
                ? caption
                : caption + " No surplus at all: " + String.join(", ", never) + ".";
    }

    public String lostOverTime() {
        var run = results.followed().orElseThrow();
        var lost = charts.lost(run.followed().orElseThrow());
        Energy most = lost.steps().stream()
                .map(Regret::energy)
                .max(Comparator.naturalOrder())
                .orElse(Energy.ZERO);
        String caption = "Run: " + run.run().title() + ". Each step sums up "
                + NumberFormats.plural(lost.minutes(), "minute") + ".";
        if (most.isZero()) {
            return caption + " First come, first served would have lost nothing.";
        }
        int step = lost.steps().stream().map(Regret::energy).toList().indexOf(most);
        Instant at = results.scenario().start().plus(Duration.ofMinutes((long) lost.minutes() * step));
        return caption + " Most is lost from " + NumberFormats.clock(at) + " UTC on: "
                + NumberFormats.number(most.toKilowattHours(), 3)
                + " kWh" + run.run().design().asCounted() + ". Where nothing is lost, nobody trades, or the first EV"
                + " that comes is as good as any.";
    }

    /** A sentence where the pairs of the first design do not count for their energy alone, or empty. */
    public String asCounted() {
        var pricing = firstDesign().horizon();
        return pricing.isNone()
                ? ""
                : " Energy is as counted under the horizon price, "
                        + pricing.constant().map(HorizonPrice::weights).orElse("which differs from period to period")
                        + ": greedy pairs may well move more.";
    }

    /** A sentence where figures show one design of several, or empty. */
    public String ofFirstDesign() {
        return results.scenario().comparesDesigns()
                ? " Of the markets that are compared this is one: "
                        + firstDesign().words() + "."
                : "";
    }

    private MarketDesign firstDesign() {
        return results.scenario().designs().get(0);
    }

    /** A sentence where not all prosumers are drawn, or empty. */
    public String ofMany() {
        int agents = RunTables.agents(results.runs()).size();
        return agents > ChartData.MOST_PANELS
                ? " Shown are the " + ChartData.MOST_PANELS + " of " + agents
                        + " prosumers that traded most; the table below has all."
                : "";
    }

    public String day() {
        var run = results.followed().orElseThrow();
        VehicleDay day = run.followed().orElseThrow().day();
        String drives = day.away().stream()
                .filter(Away::driving)
                .map(away -> NumberFormats.clock(away.start()) + "\u2013" + NumberFormats.clock(away.end()))
                .collect(Collectors.joining(", "));
        String window = day.window().isEmpty()
                ? " Its floor lies above its ceiling, so it takes no part."
                : " It trades between the floor of "
                        + NumberFormats.kilowattHours(day.window().floor())
                        + " kWh, which keeps " + NumberFormats.kilowattHours(day.reserve())
                        + " kWh for the coming week\u2019s driving, and the ceiling of "
                        + NumberFormats.kilowattHours(day.window().ceiling()) + " kWh: a window of "
                        + NumberFormats.kilowattHours(width(day)) + " kWh.";
        return "Run: " + run.run().title() + "." + window
                + (drives.isEmpty() ? "" : " Darker shade: driving (" + drives + " UTC). ")
                + (day.away().stream().allMatch(Away::driving) ? "" : "Lighter shade: away from a charger. ")
                + "Both prices always lie between the grid\u2019s two.";
    }

    private static Energy width(VehicleDay day) {
        return day.window().ceiling().minus(day.window().floor());
    }
}
