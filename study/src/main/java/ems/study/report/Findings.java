package ems.study.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.study.output.NumberFormats;
import ems.study.result.PaperTables;
import ems.study.result.PaperTables.IsolatedBenefit;
import ems.study.result.Results;
import ems.study.result.RunResult;

/** The opening: three findings, each a number and the sentence that makes sense of it. */
final class Findings {

    private final Results results;
    private final List<Comparison> comparisons;

    Findings(Results results) {
        this.results = results;
        this.comparisons = Comparison.among(results.runs());
    }

    /** A number and the sentence that makes sense of it; the unit may be empty. */
    public record Finding(String topic, String value, String unit, String sentence) {}

    List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        comparisons.stream()
                .flatMap(Comparison::runs)
                .max(Comparator.comparing(RunResult::withVehicles))
                .ifPresent(run -> all.addAll(List.of(energy(run), money(run))));
        List<Comparison> both = comparisons.stream()
                .filter(each -> each.hasBoth()
                        && !each.optimal().orElseThrow().withVehicles().isZero())
                .toList();
        if (!both.isEmpty()) {
            all.add(greedy(both));
        }
        return all;
    }

    private Finding energy(RunResult run) {
        String sentence = "moved by " + NumberFormats.plural(run.vehicles().size(), "EV") + " in " + time() + " with "
                + run.run().algorithm().word() + " matching: " + NumberFormats.kilowattHours(run.stored())
                + " kWh of surplus stored, "
                + NumberFormats.kilowattHours(run.released()) + " kWh given back when it was needed.";
        if (!run.direct().isZero()) {
            sentence += " Homes moved " + NumberFormats.kilowattHours(run.direct()) + " kWh more to each other.";
        }
        Energy original = new PaperTables(results)
                .isolatedBenefits().stream().map(IsolatedBenefit::original).reduce(Energy.ZERO, Energy::plus);
        if (!original.isZero()) {
            BigDecimal share = NumberFormats.percent(run.withVehicles().toKilowattHours(), original.toKilowattHours());
            sentence += (run.direct().isZero() ? " That is " : " What the EVs moved is ")
                    + NumberFormats.number(share, 0) + "\u00a0% of what the "
                    + NumberFormats.plural(run.prosumers().size(), "prosumer")
                    + " would have exchanged with the main grid.";
        }
        return new Finding("Energy", NumberFormats.number(run.withVehicles().toKilowattHours(), 1), "kWh", sentence);
    }

    private Finding money(RunResult run) {
        Money prosumers = run.prosumerBenefit();
        var parts = new ArrayList<String>();
        parts.add("gained in " + time() + ", by prosumers and EV owners together.");
        parts.add("Prosumers: " + NumberFormats.sterling(prosumers)
                + " more than the grid\u2019s prices would have left them.");
        parts.add("EV owners: " + NumberFormats.sterling(run.vehicleProfit()) + ", or "
                + NumberFormats.sterling(run.averageProfit()) + " per EV.");
        Money both = prosumers.plus(run.vehicleProfit());
        return new Finding("Money", NumberFormats.sterling(both), "", String.join(" ", parts));
    }

    private static Finding greedy(List<Comparison> both) {
        Comparator<Comparison> byShortfall = Comparator.comparing(Comparison::shortfall);
        Comparison worst = both.stream().max(byShortfall).orElseThrow();
        Comparison least = both.stream().min(byShortfall).orElseThrow();
        if (worst.shortfall().signum() <= 0) {
            return new Finding(
                    "Matching",
                    NumberFormats.number(BigDecimal.ZERO, 1),
                    "%",
                    "between the two matchings: first come, first served nowhere moves less energy than optimal matching.");
        }
        String sentence = "less energy is moved by first come, first served than by optimal matching in \u201c"
                + worst.scenario() + "\u201d, where the choice matters most.";
        if (!least.equals(worst)) {
            BigDecimal percent = least.shortfall();
            sentence += " In \u201c" + least.scenario() + "\u201d it moves "
                    + (percent.signum() == 0
                            ? "just as much."
                            : percent.signum() < 0
                                    ? NumberFormats.number(percent.negate(), 1)
                                            + "\u00a0% more, because the best choice for one minute need not be the"
                                            + " best for the day."
                                    : "only " + NumberFormats.number(percent, 1) + "\u00a0% less.");
        }
        return new Finding("Matching", NumberFormats.number(worst.shortfall(), 1), "%", sentence);
    }

    private String time() {
        Duration time =
                Duration.between(results.scenario().start(), results.scenario().end());
        if (time.toHours() % 24 != 0 || time.isZero()) {
            return NumberFormats.plural(time.toHours(), "hour");
        }
        return time.toDays() == 1 ? "one day" : NumberFormats.plural(time.toDays(), "day");
    }
}
