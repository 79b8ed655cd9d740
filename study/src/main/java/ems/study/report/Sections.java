package ems.study.report;

import java.util.ArrayList;
import java.util.List;

import ems.study.report.Setting.Fact;
import ems.study.report.Setting.Scale;
import ems.study.result.VehicleDay;

/** The page's parts in reading order; what has no data is left out. */
final class Sections {

    private final ReportData data;
    private final Setting setting;
    private final Captions captions;

    Sections(ReportData data) {
        this.data = data;
        this.setting = data.setting();
        this.captions = new Captions(data);
    }

    String opening() {
        String days = Shown.day(setting.start());
        String last = Shown.day(setting.end().minusSeconds(1));
        Element header = Element.of("header")
                .add(
                        Element.of("p", "kicker")
                                .text("Scenario " + setting.scenario() + " \u00b7 "
                                        + (days.equals(last) ? days : days + " to " + last) + " \u00b7 seed "
                                        + setting.seed()),
                        Element.of("h1").text(setting.title()));
        if (!setting.description().isBlank()) {
            header.add(Element.of("p", "lead").text(setting.description()));
        }
        header.add(scale());
        return header.add(new Findings(data).element()).html();
    }

    private Element scale() {
        return setting.scale() == Scale.RIGHT
                ? Element.of("p", "scale")
                        .text("Energy scale: right units. One kilowatt over ten seconds is 1/360 kWh.")
                : Element.of("p", "scale warning")
                        .text("Energy scale: paper. Every kilowatt sample counts as one kWh, 360 times too much:"
                                + " no energy and no money on this page is real.");
    }

    String main() {
        var parts = new ArrayList<Element>();
        if (!data.netPower().isEmpty()) {
            parts.add(power());
        }
        if (!data.runs().isEmpty()) {
            parts.add(traded());
            parts.add(gained());
            parts.add(lost());
        }
        List<Element> tables = new PaperTables(data).elements();
        if (!tables.isEmpty()) {
            parts.add(section("The paper\u2019s tables, with this study\u2019s data")
                    .add(tables));
        }
        data.vehicleDay().map(this::day).ifPresent(parts::add);
        data.trade()
                .map(TradeWalk::new)
                .map(walk -> section("Follow one kilowatt-hour", walk.lead(), walk.chain()))
                .ifPresent(parts::add);
        if (data.energy().isPresent() || data.money().isPresent()) {
            parts.add(balances());
        }
        if (!data.runs().isEmpty()) {
            parts.add(runs());
        }
        parts.add(provenance());
        return String.join("", parts.stream().map(Element::html).toList());
    }

    private Element power() {
        return section(
                "Supply and demand",
                figure("power", "Figure 5. Net power of each prosumer, kW", captions.power(), "surplus", "demand"));
    }

    private Element traded() {
        return section(
                "Energy traded",
                figure("energy", "Figure 6. Energy traded per scenario, kWh", captions.energy(), "greedy", "optimal"),
                folded("Figure 6 in numbers", new RunTables(data.runs()).energy()));
    }

    private Element gained() {
        return section(
                "Money gained",
                figure("money", "Figure 7. Money gained per scenario, GBP", captions.money(), "greedy", "optimal"),
                folded("Figure 7 in numbers", new RunTables(data.runs()).money()));
    }

    private Element lost() {
        Element part = section(
                "Lost by first come, first served",
                figure(
                        "lost",
                        "Energy and money that greedy pairs lose, per scenario",
                        captions.lost(),
                        "greedy",
                        "optimal"),
                folded("The losses in numbers", new RunTables(data.runs()).lost()));
        data.lost()
                .map(run -> figure(
                        "regret",
                        "Energy and money that greedy pairs lose, in the course of one run",
                        captions.lostOverTime(run),
                        "lost"))
                .ifPresent(part::add);
        return part;
    }

    private Element day(VehicleDay day) {
        return section(
                day.vehicle() + "\u2019s day",
                figure(
                        "day",
                        "Stored energy in kWh, power in kW, prices in p/kWh, on one time axis",
                        captions.day(day),
                        "stored, and what the EV pays",
                        "released, and what the EV asks"));
    }

    private Element balances() {
        Element balances = Element.of("div", "balances");
        data.energy().map(Balances::energy).ifPresent(balances::add);
        data.money().map(Balances::money).ifPresent(balances::add);
        return section("The books close", balances);
    }

    private Element runs() {
        String note =
                "Lost by greedy is what the best pairs of the very same bids would have moved, and left to prosumers, on top"
                        + " of greedy pairs, summed over all periods, whichever pairs were taken. Traded is stored plus"
                        + " released.";
        return section(
                "All runs",
                new RunTables(data.runs()).summary().element(),
                Element.of("p", "note").text(note));
    }

    private static Element section(String heading, Element... content) {
        return Element.of("section", "part").add(Element.of("h2").text(heading)).add(content);
    }

    private static Element figure(String id, String heading, String caption, String... series) {
        Element key = Element.of("ul", "key").with("aria-label", "Colours");
        for (String name : series) {
            key.add(Element.of("li", name.split(",")[0]).text(name));
        }
        return Element.of("figure")
                .with("id", id)
                .add(
                        Element.of("h3").text(heading),
                        Element.of("div", "bar").add(key),
                        Element.of("div", "panels"),
                        Element.of("figcaption").text(caption));
    }

    private static Element folded(String heading, DataTable table) {
        return Element.of("details").add(Element.of("summary").text(heading), table.element());
    }

    private Element provenance() {
        Element part = section("Where this comes from", facts("Prices", setting.prices()));
        var versions = new ArrayList<>(List.of(new Fact("Seed", Long.toString(setting.seed()))));
        versions.addAll(setting.versions());
        part.add(facts("Versions", versions));
        data.ledger()
                .ifPresent(ledger -> part.add(
                        facts(
                                "Ledger",
                                List.of(
                                        new Fact("Grid", ledger.grid()),
                                        new Fact("Blocks", Shown.count(ledger.blocks())),
                                        new Fact("Entries", Shown.count(ledger.entries())),
                                        new Fact("Last block\u2019s hash", ledger.lastHash()))),
                        Element.of("p", "verify")
                                .text("Check it yourself, offline, with the folder that this report lies in: ")
                                .add(Element.of("code").text("./ems verify FOLDER"))
                                .text(" It replays every entry and names the first wrong one.")));
        part.add(Element.of("p", "note")
                .text("The same scenario, data, rules and seed give the same bytes, this page included. Times are UTC."
                        + " Charts: Apache ECharts, Apache License 2.0."));
        return part;
    }

    private static Element facts(String heading, List<Fact> facts) {
        Element list = Element.of("dl", "facts");
        facts.forEach(fact -> list.add(Element.of("div")
                .add(Element.of("dt").text(fact.name()), Element.of("dd").text(fact.value()))));
        return Element.of("div", "fact-group").add(Element.of("h3").text(heading), list);
    }
}
