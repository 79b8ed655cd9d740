package ems.study.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import ems.market.quantity.Energy;
import ems.study.result.VehicleDay;
import ems.study.result.VehicleDay.Away;

/** What there is to see in each figure, in sentences with this study's numbers. */
final class Captions {

    private final ReportData data;

    Captions(ReportData data) {
        this.data = data;
    }

    String power() {
        NetPower largest = data.netPower().stream()
                .max(Comparator.comparing(Captions::peak))
                .orElseThrow();
        String caption = "Net power is production minus consumption: amber above the line is surplus that an EV could"
                + " store, blue below it is demand that an EV could serve.";
        if (data.netPower().size() > ChartData.MOST_PANELS) {
            caption += " The line is the median of all prosumers; the coloured band leaves out the highest and the"
                    + " lowest tenth of them.";
        }
        if (peak(largest) > 0) {
            int step = largest.milliwatts().indexOf(peak(largest));
            Instant at = data.setting().start().plus(largest.step().multipliedBy(step));
            caption += " The largest surplus is that of " + largest.prosumer() + ": "
                    + Shown.number(BigDecimal.valueOf(peak(largest), 6), 2) + " kW at " + Shown.clock(at) + " UTC.";
        }
        List<String> never = data.netPower().stream()
                .filter(curve -> peak(curve) <= 0)
                .map(NetPower::prosumer)
                .toList();
        return never.isEmpty() || never.size() > 5
                ? caption
                : caption + " No surplus at all: " + String.join(", ", never) + ".";
    }

    private static long peak(NetPower curve) {
        return curve.milliwatts().isEmpty() ? 0 : Collections.max(curve.milliwatts());
    }

    String energy() {
        return "Energy that each prosumer traded with EVs instead of with the main grid. Look from left to right for what"
                + " more EVs bring, and at each pair of bars for what the choice of matching brings."
                + ofMany();
    }

    String money() {
        return "What each prosumer gained against trading everything with the main grid, and what an EV earned on average:"
                + " revenue less the cost of the energy that it sold." + ofMany();
    }

    String lost() {
        return "In every minute greedy pairs and the best pairs were both found for the same bids: the bars show by how much"
                + " the greedy ones would have moved less energy, and left prosumers less money, summed over all minutes."
                + " In a greedy run they were taken, in an optimal run not. Money below zero: the pairs that move the most"
                + " energy were not the cheapest ones.";
    }

    String lostOverTime(LostOverTime lost) {
        Energy most = lost.energy().stream().max(Comparator.naturalOrder()).orElse(Energy.ZERO);
        String caption = "Run: " + lost.run() + ". Each step sums up "
                + Shown.plural(lost.step().toMinutes(), "minute") + ".";
        if (most.isZero()) {
            return caption + " First come, first served would have lost nothing.";
        }
        Instant at = lost.start().plus(lost.step().multipliedBy(lost.energy().indexOf(most)));
        return caption + " Most is lost from " + Shown.clock(at) + " UTC on: "
                + Shown.number(most.toKilowattHours(), 3)
                + " kWh. Where nothing is lost, nobody trades, or the first EV"
                + " that comes is as good as any.";
    }

    private String ofMany() {
        long agents = data.runs().stream()
                .flatMap(run -> run.agents().stream())
                .map(Run.AgentResult::prosumer)
                .distinct()
                .count();
        return agents > ChartData.MOST_PANELS
                ? " Shown are the " + ChartData.MOST_PANELS + " of " + agents
                        + " prosumers that traded most; the table below has all."
                : "";
    }

    String day(VehicleDay day) {
        String drives = day.away().stream()
                .filter(Away::driving)
                .map(away -> Shown.clock(away.start()) + "\u2013" + Shown.clock(away.end()))
                .collect(Collectors.joining(", "));
        String window = day.window().isEmpty()
                ? " Its floor lies above its ceiling, so it takes no part."
                : " It trades between the floor of "
                        + Shown.kilowattHours(day.window().floor())
                        + " kWh, which keeps " + Shown.kilowattHours(day.reserve())
                        + " kWh for the coming week\u2019s driving, and the ceiling of "
                        + Shown.kilowattHours(day.window().ceiling()) + " kWh: a window of "
                        + Shown.kilowattHours(width(day)) + " kWh.";
        return "Run: " + day.run() + "." + window
                + (drives.isEmpty() ? "" : " Darker shade: driving (" + drives + " UTC). ")
                + (day.away().stream().allMatch(Away::driving) ? "" : "Lighter shade: away from a charger. ")
                + "Both prices always lie between the grid\u2019s two.";
    }

    private static Energy width(VehicleDay day) {
        return day.window().ceiling().minus(day.window().floor());
    }
}
