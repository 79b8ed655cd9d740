package ems.study.result;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ems.market.ledger.BlockHeader;
import ems.market.party.ElectricVehicle;
import ems.market.quantity.Power;
import ems.study.output.Cells;
import ems.study.output.CsvFile;
import ems.study.output.OutputFolder;
import ems.study.output.Table;
import ems.study.plan.DataFile;
import ems.study.plan.Profile;
import ems.study.scenario.Scenario;

import static java.util.Objects.requireNonNull;

/** What was run on what, and the proof that it closed. Holds no clock time: the same seed gives the same bytes. */
public final class Summary {

    private static final String FORECAST_GREEDY = "forecast energy greedy (kWh)";
    private static final String FORECAST_BEST = "forecast energy best (kWh)";
    private static final String REGRET_OF_GREEDY = "regret of greedy (kWh)";
    private static final Set<String> COUNTED = Set.of(FORECAST_GREEDY, FORECAST_BEST, REGRET_OF_GREEDY);

    private static final List<String> COLUMNS = List.of(
            "run",
            "trading scenario",
            "matching",
            "forecast",
            "energy scale",
            "EVs",
            "periods",
            "matches",
            "settlement lines",
            "held at start (kWh)",
            "stored (kWh)",
            "charged outside (kWh)",
            "released (kWh)",
            "driven (kWh)",
            "held at end (kWh)",
            "energy in - out (mJ)",
            "money received - paid (p)",
            "traded (kWh)",
            "prosumers' benefit (GBP)",
            "EVs' profit (GBP)",
            "average EV's profit (GBP)",
            FORECAST_GREEDY,
            FORECAST_BEST,
            REGRET_OF_GREEDY,
            "money lost by greedy (GBP)",
            "periods without best pairs",
            "rules",
            "ledger height",
            "ledger head (SHA-256)");

    /** A column that stands only where homes trade with homes. */
    private static final String DIRECT = "from home to home (kWh)";

    private static final int DESIGN_AT = COLUMNS.indexOf("energy scale") + 1;

    private final Results results;

    public Summary(Results results) {
        this.results = results;
    }

    void write(OutputFolder out) {
        CsvFile.write(
                out.file("summary.csv"),
                with(headings(), Results.DESIGN_COLUMN, DIRECT),
                results.runs().stream()
                        .map(run -> with(row(run), run.run().design().words(), Cells.kilowattHours(run.direct())))
                        .toList());
        out.write(OutputFolder.SUMMARY, text());
    }

    /** Adds what only a scenario has that goes beyond the paper. */
    private List<String> with(List<String> cells, String design, String direct) {
        List<String> more = new ArrayList<>(cells);
        if (results.scenario().comparesDesigns()) {
            more.add(DESIGN_AT, design);
        }
        if (results.scenario().tradesDirectly()) {
            more.add(direct);
        }
        return more;
    }

    private List<String> headings() {
        return COLUMNS.stream()
                .map(column ->
                        COUNTED.contains(column) ? column.replace("(kWh)", "(kWh" + results.asCounted() + ")") : column)
                .toList();
    }

    private List<String> row(RunResult run) {
        return List.of(
                run.run().id(),
                run.run().trading().title(),
                run.run().algorithm().word(),
                run.run().forecast(),
                results.scenario().scale().word(),
                Integer.toString(run.vehicles().size()),
                Long.toString(run.periods()),
                Long.toString(run.matches()),
                Long.toString(run.lines()),
                Cells.kilowattHours(run.heldAtStart()),
                Cells.kilowattHours(run.stored()),
                Cells.kilowattHours(run.charged()),
                Cells.kilowattHours(run.released()),
                Cells.kilowattHours(run.driven()),
                Cells.kilowattHours(run.heldAtEnd()),
                Long.toString(run.energyMismatchMillijoules()),
                Cells.pence(run.moneyMismatch()),
                Cells.kilowattHours(run.traded()),
                run.prosumerBenefit().toPounds().toPlainString(),
                run.vehicleProfit().toPounds().toPlainString(),
                run.averageProfit().toPlainString(),
                Cells.kilowattHours(run.regret().greedyEnergy()),
                Cells.kilowattHours(run.regret().bestEnergy()),
                Cells.kilowattHours(run.regret().energy()),
                run.regret().greedyLoss().toPounds().toPlainString(),
                Long.toString(run.regret().unknown()),
                Cells.text(String.join(" ", run.rules())),
                run.head().map(BlockHeader::height).map(String::valueOf).orElse(""),
                run.head().map(BlockHeader::hash).orElse(""));
    }

    private String text() {
        var text = new StringBuilder();
        if (results.scenario().goesBeyondThePaper()) {
            var savings = new Savings(results);
            text.append(savings.table().text()).append('\n');
            text.append(savings.headline()).append("\n\n");
        }
        var scenario = results.scenario();
        results.inputs().notes().forEach(note -> line(text, "Note on the data: " + note));
        line(text, "Scenario: " + scenario.name() + ", " + scenario.title());
        line(text, "Seed: " + scenario.seed());
        line(
                text,
                "Time: " + scenario.start() + " to " + scenario.end() + ", " + scenario.periods() + " periods a run");
        line(text, scenario.scale().sentence());
        line(text, "Rules: " + String.join(", ", results.rules()));
        line(text, "Vehicle: " + vehicle(scenario));
        if (scenario.tradesDirectly()) {
            line(text, "Direct trade: homes that the EVs leave trade with each other");
            results.runs()
                    .forEach(run -> line(
                            text,
                            "  " + run.run().title() + ": " + run.direct().toKilowattHours()
                                    + " kWh from home to home"));
        }
        for (ElectricVehicle each : results.inputs().vehicles()) {
            var window = requireNonNull(results.inputs().windows().get(each.id()));
            line(
                    text,
                    "  " + each.id() + ": reserve " + each.reserve().toKilowattHours() + " kWh, window "
                            + (window.isEmpty()
                                    ? "empty"
                                    : window.room(window.floor()).toKilowattHours() + " kWh"));
        }
        for (DataFile each : results.inputs().files()) {
            var replay = each.replayed();
            line(
                    text,
                    "Data: " + each.name() + ", SHA-256 " + each.sha256() + ", " + replay.accepted()
                            + " messages accepted, " + replay.repeated() + " repeated, " + replay.refused()
                            + " refused");
        }
        for (Profile each : results.inputs().profiles()) {
            line(
                    text,
                    "  " + each.prosumer() + ": " + each.original().toKilowattHours() + " kWh exchanged with the main"
                            + " grid without EVs"
                            + (each.missing() == 0 ? "" : ", " + each.missing() + " samples missing"));
        }
        line(text, "");
        line(text, closure());
        line(text, regret().text());
        return text.append(PaperTables.NOT_THE_PAPERS_DATA).append('\n').toString();
    }

    /** One line for a console: every result has closed, or there would be none. */
    public String closure() {
        long energy = results.runs().stream()
                .mapToLong(RunResult::energyMismatchMillijoules)
                .sum();
        long money = results.runs().stream()
                .mapToLong(each -> each.moneyMismatch().micropence())
                .sum();
        return "Closure of " + results.runs().size() + " runs: energy in - out " + energy
                + " mJ, money received - paid " + money + " micro-pence.";
    }

    /** What each run traded, what its parties gained, and what greedy pairs would have left on the table. */
    public Table regret() {
        List<List<String>> rows = new ArrayList<>();
        for (RunResult run : results.runs()) {
            rows.add(List.of(
                    run.run().title(),
                    run.traded()
                            .toKilowattHours()
                            .setScale(3, RoundingMode.HALF_EVEN)
                            .toPlainString(),
                    run.prosumerBenefit().toPoundsAndPence().toPlainString(),
                    run.averageProfit().setScale(2, RoundingMode.HALF_EVEN).toPlainString(),
                    Long.toString(run.matches()),
                    Cells.percent(Results.change(
                            run.regret().greedyEnergy(), run.regret().bestEnergy())),
                    run.regret()
                            .energy()
                            .toKilowattHours()
                            .setScale(3, RoundingMode.HALF_EVEN)
                            .toPlainString(),
                    run.regret().greedyLoss().toPoundsAndPence().toPlainString()));
        }
        return Table.of(
                "Runs",
                List.of(
                        "Run",
                        "Traded (kWh)",
                        "Prosumers' benefit (GBP)",
                        "Average EV's profit (GBP)",
                        "Matches",
                        "Best over greedy, same bids (%)",
                        "Lost by greedy (kWh" + results.asCounted() + ")",
                        "(GBP)"),
                rows,
                List.of(results.scenario().scale().sentence()));
    }

    private static String least(String where, Power least) {
        return least.equals(Power.ZERO) ? "" : ", nothing or at least " + least.toKilowatts() + " kW" + where;
    }

    private static String vehicle(Scenario scenario) {
        var vehicle = scenario.vehicle();
        return vehicle.name() + ", " + vehicle.capacity().toKilowattHours() + " kWh, charger "
                + vehicle.chargerLimit()
                        .map(limit -> limit.toKilowatts() + " kW")
                        .orElse("without limit")
                + least(" into it", vehicle.leastPower().charging())
                + least(" out of it", vehicle.leastPower().discharging())
                + ", energy at the start at " + vehicle.initialCost()
                + (vehicle.alwaysPlugged() ? ", always plugged in" : "");
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
