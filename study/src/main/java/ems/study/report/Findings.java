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
import ems.study.result.Savings;

/** The opening: what was saved first, then who has it, energy and matching, each a number and the sentence that makes sense of it. */
final class Findings {

    private final Results results;
    private final List<Comparison> comparisons;

    Findings(Results results) {
        this.results = results;
        this.comparisons = Comparison.among(results.ofFirstDesign());
    }

    /** A number and the sentence that makes sense of it; the unit may be empty. */
    public record Finding(String topic, String value, String unit, String sentence) {}

    List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        var savings = new Savings(results);
        savings.best()
                .or(savings::ownBatteries)
                .ifPresent(run -> all.addAll(List.of(saved(run, savings), money(run), energy(run))));
        List<Comparison> both = comparisons.stream()
                .filter(each -> each.hasBoth()
                        && !each.optimal().orElseThrow().withVehicles().isZero())
                .toList();
        if (!both.isEmpty()) {
            all.add(greedy(both));
        }
        return all;
    }

    private Finding saved(RunResult run, Savings savings) {
        var sentence = new StringBuilder("less is paid to the main grid in " + time() + " with " + who(run) + ".");
        savings.shareOfPossible(run)
                .ifPresent(share -> sentence.append(" That is ")
                        .append(NumberFormats.number(share, 0))
                        .append("\u00a0% of the ")
                        .append(pence(savings.possible()))
                        .append("\u00a0p that no market exceeds: all surplus kept."));
        if (results.scenario().comparesDesigns()) {
            savings.ofFirstDesign(run)
                    .ifPresent(first -> sentence.append(" With ")
                            .append(first.run().design().words())
                            .append(" it would be ")
                            .append(pence(first.gridCostSaved()))
                            .append("\u00a0p."));
        }
        savings.ownBatteries()
                .filter(own -> !own.equals(run))
                .ifPresent(own -> sentence.append(" A battery of each home\u2019s own would save ")
                        .append(pence(own.gridCostSaved()))
                        .append("\u00a0p."));
        sentence.append(" Without a market the grid costs ")
                .append(pence(savings.costWithoutMarket()))
                .append("\u00a0p.");
        return new Finding("Grid cost saved", pence(run.gridCostSaved()), "p", sentence.toString());
    }

    private String who(RunResult run) {
        return NumberFormats.plural(run.vehicles().size(), "EV") + " and "
                + run.run().algorithm().word() + " matching"
                + (results.scenario().comparesDesigns()
                        ? ", " + run.run().design().words()
                        : "");
    }

    private static String pence(Money money) {
        return NumberFormats.number(money.toPence(), 0);
    }

    private Finding energy(RunResult run) {
        String sentence = "moved by " + NumberFormats.plural(run.vehicles().size(), "EV") + " in " + time() + " with "
                + run.run().algorithm().word() + " matching: " + NumberFormats.kilowattHours(run.stored())
                + " kWh of surplus stored, "
                + NumberFormats.kilowattHours(run.released()) + " kWh given back when it was needed.";
        if (!run.brought().isZero()) {
            sentence += " Of that, the EVs had brought " + NumberFormats.kilowattHours(run.brought())
                    + " kWh with them: traded, but nothing saved.";
        }
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
        parts.add(inBatteries(run.savedInBatteries()));
        Money both = prosumers.plus(run.vehicleProfit());
        return new Finding("Money", NumberFormats.sterling(both), "", String.join(" ", parts));
    }

    private static String inBatteries(Money rest) {
        return rest.micropence() < 0
                ? NumberFormats.sterling(rest.negated())
                        + " of it was saved before: batteries gave out energy that had cost less than what the grid asks."
                : "The rest of what was saved, " + NumberFormats.sterling(rest)
                        + ", lies in batteries, whose energy has cost less than what the grid asks.";
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
