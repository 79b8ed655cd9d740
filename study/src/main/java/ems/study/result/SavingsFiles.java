package ems.study.result;

import java.util.ArrayList;
import java.util.List;

import ems.market.quantity.Energy;
import ems.study.output.Cells;
import ems.study.output.CsvFile;
import ems.study.output.OutputFolder;

/** The exact figures behind {@link Savings}, of runs and of each home and EV. */
final class SavingsFiles {

    private final Results results;
    private final Savings savings;

    SavingsFiles(Results results) {
        this.results = results;
        this.savings = new Savings(results);
    }

    void write(OutputFolder out) {
        CsvFile.write(
                out.file("savings.csv"),
                header(
                        "grid cost saved (p)",
                        "all surplus kept (p)",
                        "of all surplus (%)",
                        "grid cost without a market (p)",
                        "prosumers' benefit (p)",
                        "EVs' profit (p)",
                        "in batteries (p)",
                        "stored (kWh)",
                        "from home to home (kWh)",
                        "brought by EVs (kWh)"),
                results.runs().stream().map(this::row).toList());
        CsvFile.write(
                out.file("savings-of-each.csv"),
                header("agent", "benefit or profit (p)", "brought (kWh)", "kept (kWh)"),
                results.runs().stream().flatMap(run -> ofEach(run).stream()).toList());
    }

    private List<String> header(String... more) {
        List<String> header = new ArrayList<>(results.runColumns());
        header.addAll(List.of(more));
        return header;
    }

    private List<String> row(RunResult run) {
        var row = results.cellsOf(run);
        row.addAll(List.of(
                Cells.pence(run.gridCostSaved()),
                Cells.pence(savings.possible()),
                Cells.percent(savings.shareOfPossible(run)),
                Cells.pence(savings.costWithoutMarket()),
                Cells.pence(run.prosumerBenefit()),
                Cells.pence(run.vehicleProfit()),
                Cells.pence(run.savedInBatteries()),
                Cells.kilowattHours(run.stored()),
                Cells.kilowattHours(run.direct()),
                Cells.kilowattHours(run.brought())));
        return row;
    }

    private List<List<String>> ofEach(RunResult run) {
        List<List<String>> rows = new ArrayList<>();
        run.prosumers()
                .forEach(home -> rows.add(
                        of(run, home.prosumer().text(), Cells.pence(home.benefit()), Energy.ZERO, Energy.ZERO)));
        run.vehicles()
                .forEach(car ->
                        rows.add(of(run, car.vehicle().text(), Cells.pence(car.profit()), car.brought(), car.kept())));
        return rows;
    }

    private List<String> of(RunResult run, String agent, String gain, Energy brought, Energy kept) {
        var row = results.cellsOf(run);
        row.addAll(List.of(Cells.text(agent), gain, Cells.kilowattHours(brought), Cells.kilowattHours(kept)));
        return row;
    }
}
