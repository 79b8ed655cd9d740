package ems.study.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import ems.market.quantity.Energy;
import ems.study.report.DataTable.Column;
import ems.study.report.EnergyClosure.Part;

/** Closure: the batteries as one bar with "in" above and "out" below, the accounts as one table, and what is missing. */
final class Balances {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private Balances() {}

    static Element energy(EnergyClosure closure) {
        return Element.of("section", "balance")
                .add(
                        Element.of("h3").text("Energy in all batteries"),
                        verdict(closure.mismatchMillijoules(), "mJ"),
                        bar("In", closure.in(), total(closure)),
                        bar("Out or still there", closure.out(), total(closure)),
                        Element.of("p", "note")
                                .text("Run: " + closure.run()
                                        + ". Every joule is counted in whole millijoules; 1 kWh is 3,600,000,000 mJ."));
    }

    private static BigDecimal total(EnergyClosure closure) {
        return sum(closure.in()).max(sum(closure.out()));
    }

    private static BigDecimal sum(List<Part> parts) {
        return parts.stream()
                .map(Part::energy)
                .reduce(Energy.ZERO, Energy::plus)
                .toKilowattHours();
    }

    private static Element bar(String side, List<Part> parts, BigDecimal total) {
        Element segments = Element.of("div", "segments").with("aria-hidden", "true");
        Element names = Element.of("dl", "parts");
        for (Part part : parts) {
            String color = "part-" + part.name().split(" ")[0];
            segments.add(Element.of("span", color).with("style", "width:" + width(part, total) + "%"));
            names.add(Element.of("div")
                    .add(
                            Element.of("dt", color).text(part.name()),
                            Element.of("dd").text(Shown.kilowattHours(part.energy()) + " kWh")));
        }
        return Element.of("div", "side")
                .add(
                        Element.of("h4").text(side).add(Element.of("span").text(Shown.number(sum(parts), 2) + " kWh")),
                        segments,
                        names);
    }

    private static String width(Part part, BigDecimal total) {
        return Shown.percent(part.energy().toKilowattHours(), total)
                .min(WHOLE)
                .setScale(3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    static Element money(MoneyClosure closure) {
        List<List<String>> rows = closure.accounts().stream()
                .map(account -> List.of(
                        account.party(),
                        Shown.pounds(account.paid()),
                        Shown.pounds(account.received()),
                        Shown.pounds(account.received().minus(account.paid()))))
                .toList();
        return Element.of("section", "balance")
                .add(
                        Element.of("h3").text("Money in all accounts"),
                        verdict(closure.mismatchMicropence(), "micro-pence"),
                        new DataTable(
                                        Shown.plural(closure.lines(), "settlement line") + ", run " + closure.run(),
                                        List.of(
                                                Column.words("Account"),
                                                Column.number("Paid", "GBP"),
                                                Column.number("Received", "GBP"),
                                                Column.number("Net", "GBP")),
                                        rows)
                                .element());
    }

    private static Element verdict(long mismatch, String unit) {
        String text = "mismatch " + Shown.count(mismatch) + " " + unit;
        return mismatch == 0
                ? Element.of("p", "verdict closed").text("\u2713 " + text)
                : Element.of("p", "verdict open").with("role", "alert").text("\u2717 " + text + ": this is a fault");
    }
}
