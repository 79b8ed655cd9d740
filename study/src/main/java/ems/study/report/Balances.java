package ems.study.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.study.output.NumberFormats;
import ems.study.output.Table;
import ems.study.output.Table.Column;
import ems.study.result.RunResult;

/** Closure of one run: the batteries as bars of what came in and what went out, the accounts as a table. */
final class Balances {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private final RunResult run;

    Balances(RunResult run) {
        this.run = run;
    }

    /** One bar. */
    public record Side(String name, String total, List<Segment> segments) {}

    /**
     * Part of a bar.
     *
     * @param name in words; its first word chooses the colour
     * @param width percent of the longer bar
     */
    public record Segment(String name, String width, String energy) {

        public String word() {
            return name.split(" ")[0];
        }
    }

    private record Part(String name, Energy energy) {}

    public String run() {
        return run.run().title();
    }

    /** Anything but 0 is a fault. */
    public boolean energyCloses() {
        return run.energyMismatchMillijoules() == 0;
    }

    public boolean moneyCloses() {
        return run.moneyMismatch().equals(Money.ZERO);
    }

    /** In - out. */
    public String energyText() {
        return "mismatch " + NumberFormats.count(run.energyMismatchMillijoules()) + " mJ";
    }

    /** Paid - received. */
    public String moneyText() {
        return "mismatch " + NumberFormats.count(-run.moneyMismatch().micropence()) + " micro-pence";
    }

    public List<Side> sides() {
        List<Part> in = List.of(
                new Part("held at the start", run.heldAtStart()),
                new Part("stored from prosumers", run.stored()),
                new Part("charged outside", run.charged()));
        List<Part> out = List.of(
                new Part("released to prosumers", run.released()),
                new Part("driven", run.driven()),
                new Part("held at the end", run.heldAtEnd()));
        BigDecimal longer = sum(in).max(sum(out));
        return List.of(side("In", in, longer), side("Out or still there", out, longer));
    }

    private static BigDecimal sum(List<Part> parts) {
        return parts.stream()
                .map(Part::energy)
                .reduce(Energy.ZERO, Energy::plus)
                .toKilowattHours();
    }

    private static Side side(String name, List<Part> parts, BigDecimal longer) {
        return new Side(
                name,
                NumberFormats.number(sum(parts), 2),
                parts.stream()
                        .map(part -> new Segment(
                                part.name(), width(part, longer), NumberFormats.kilowattHours(part.energy())))
                        .toList());
    }

    private static String width(Part part, BigDecimal longer) {
        return NumberFormats.percent(part.energy().toKilowattHours(), longer)
                .min(WHOLE)
                .setScale(3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    public Table accounts() {
        return new Table(
                NumberFormats.plural(run.lines(), "settlement line") + ", run " + run(),
                List.of(
                        Column.words("Account"),
                        Column.number("Paid", "GBP"),
                        Column.number("Received", "GBP"),
                        Column.number("Net", "GBP")),
                Stream.concat(
                                run.prosumers().stream()
                                        .map(each -> account(each.prosumer().text(), each.paid(), each.received())),
                                run.vehicles().stream()
                                        .map(each -> account(each.vehicle().text(), each.paid(), each.received())))
                        .toList(),
                List.of());
    }

    private static List<String> account(String party, Money paid, Money received) {
        return List.of(
                party,
                NumberFormats.pounds(paid),
                NumberFormats.pounds(received),
                NumberFormats.pounds(received.minus(paid)));
    }
}
