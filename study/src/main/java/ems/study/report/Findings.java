package ems.study.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.study.report.Tables.IsolatedBenefit;

/** The opening: three findings, each a number and the sentence that makes sense of it. */
final class Findings {

    private final ReportData data;
    private final List<Comparison> comparisons;

    Findings(ReportData data) {
        this.data = data;
        this.comparisons = Comparison.among(data.runs());
    }

    Element element() {
        Element list = Element.of("div", "findings");
        comparisons.stream()
                .flatMap(Comparison::runs)
                .max(Comparator.comparing(Run::traded))
                .ifPresent(run -> list.add(energy(run), money(run)));
        List<Comparison> both = comparisons.stream()
                .filter(each ->
                        each.hasBoth() && !each.optimal().orElseThrow().traded().isZero())
                .toList();
        return both.isEmpty() ? list : list.add(greedy(both));
    }

    private Element energy(Run run) {
        String sentence = "moved by " + Shown.plural(run.vehicles(), "EV") + " in " + time() + " with "
                + word(run) + " matching: " + Shown.kilowattHours(run.stored()) + " kWh of surplus stored, "
                + Shown.kilowattHours(run.released()) + " kWh given back when it was needed.";
        Energy original = data.tables().isolatedBenefit().stream()
                .map(IsolatedBenefit::original)
                .reduce(Energy.ZERO, Energy::plus);
        if (!original.isZero()) {
            BigDecimal share = Shown.percent(run.traded().toKilowattHours(), original.toKilowattHours());
            sentence += " That is " + Shown.number(share, 0) + "\u00a0% of what the "
                    + Shown.plural(run.agents().size(), "prosumer") + " would have exchanged with the main grid.";
        }
        return finding("Energy", Shown.number(run.traded().toKilowattHours(), 1), "kWh", sentence);
    }

    private Element money(Run run) {
        Money prosumers = run.prosumerBenefit();
        var parts = new ArrayList<String>();
        parts.add("gained in " + time() + ", by prosumers and EV owners together.");
        parts.add(
                "Prosumers: " + Shown.sterling(prosumers) + " more than the grid\u2019s prices would have left them.");
        parts.add("EV owners: " + Shown.sterling(run.vehicleProfit()) + ", or "
                + Shown.sterling(Shown.each(run.vehicleProfit(), run.vehicles())) + " per EV.");
        Money both = prosumers.plus(run.vehicleProfit());
        return finding("Money", Shown.sterling(both), "", String.join(" ", parts));
    }

    private static Element greedy(List<Comparison> both) {
        Comparator<Comparison> byShortfall = Comparator.comparing(Comparison::shortfall);
        Comparison worst = both.stream().max(byShortfall).orElseThrow();
        Comparison least = both.stream().min(byShortfall).orElseThrow();
        if (worst.shortfall().signum() <= 0) {
            return finding(
                    "Matching",
                    Shown.number(BigDecimal.ZERO, 1),
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
                                    ? Shown.number(percent.negate(), 1)
                                            + "\u00a0% more, because the best choice for one minute need not be the"
                                            + " best for the day."
                                    : "only " + Shown.number(percent, 1) + "\u00a0% less.");
        }
        return finding("Matching", Shown.number(worst.shortfall(), 1), "%", sentence);
    }

    private static Element finding(String topic, String value, String unit, String sentence) {
        Element number = Element.of("p", "figure-number").text(value);
        return Element.of("section", "finding")
                .add(
                        Element.of("h2", "topic").text(topic),
                        unit.isEmpty()
                                ? number
                                : number.add(Element.of("span", "unit").text("\u00a0" + unit)),
                        Element.of("p").text(sentence));
    }

    private String time() {
        Duration time = Duration.between(data.setting().start(), data.setting().end());
        if (time.toHours() % 24 != 0 || time.isZero()) {
            return Shown.plural(time.toHours(), "hour");
        }
        return time.toDays() == 1 ? "one day" : Shown.plural(time.toDays(), "day");
    }

    private static String word(Run run) {
        return run.algorithm().name().toLowerCase(Locale.ROOT);
    }
}
