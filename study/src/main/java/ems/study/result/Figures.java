package ems.study.result;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.study.output.Cells;
import ems.study.output.CsvFile;
import ems.study.output.OutputFolder;
import ems.study.plan.Profile;
import ems.study.scenario.EnergyScale;

/** The numbers behind figures 5 to 7. */
final class Figures {

    private static final int KILOWATT_DECIMALS = 6;

    private final Results results;

    Figures(Results results) {
        this.results = results;
    }

    void write(OutputFolder out) {
        five(out);
        six(out);
        seven(out);
    }

    /** Load profiles: mean power of each period; a column says whether it is offered or needed. */
    private void five(OutputFolder out) {
        var profiles = results.inputs().profiles();
        List<String> header = new ArrayList<>(List.of("period (UTC)"));
        String scaled = results.scenario().scale() == EnergyScale.PAPER ? ", paper scale" : "";
        for (Profile each : profiles) {
            header.add(each.prosumer() + " surplus (kW" + scaled + ")");
            header.add(each.prosumer() + " demand (kW" + scaled + ")");
        }
        try (var csv = new CsvFile(out.file("figure-5.csv"), header)) {
            Instant at = results.scenario().start();
            for (int period = 0; period < results.scenario().periods(); period++) {
                csv.text(at.toString());
                for (Profile each : profiles) {
                    NetEnergy net = each.periods().get(period);
                    csv.decimal(milliwatts(net.surplus()), KILOWATT_DECIMALS);
                    csv.decimal(milliwatts(net.demand()), KILOWATT_DECIMALS);
                }
                csv.end();
                at = at.plusSeconds(60);
            }
        }
    }

    /** Energy traded per agent and scenario; with what went from home to home where homes trade with homes. */
    private void six(OutputFolder out) {
        boolean direct = results.scenario().tradesDirectly();
        List<List<String>> rows = new ArrayList<>();
        for (RunResult run : results.runs()) {
            for (ProsumerResult each : run.prosumers()) {
                var row = row(
                        run,
                        each.prosumer().text(),
                        Cells.kilowattHours(each.sold()),
                        Cells.kilowattHours(each.bought()),
                        Cells.kilowattHours(each.traded()));
                if (direct) {
                    row.add(Cells.kilowattHours(each.soldDirectly()));
                    row.add(Cells.kilowattHours(each.boughtDirectly()));
                }
                rows.add(row);
            }
        }
        var header = header("agent", "stored in EVs (kWh)", "released from EVs (kWh)", "traded (kWh)");
        if (direct) {
            header.addAll(List.of("sold to homes (kWh)", "bought from homes (kWh)"));
        }
        CsvFile.write(out.file("figure-6.csv"), header, rows);
    }

    /** Money: benefit of each agent, and the profit of an average EV. */
    private void seven(OutputFolder out) {
        List<List<String>> rows = new ArrayList<>();
        for (RunResult run : results.runs()) {
            for (ProsumerResult each : run.prosumers()) {
                rows.add(row(run, each.prosumer().text(), pounds(each.benefit())));
            }
            rows.add(row(run, "average EV", run.averageProfit().toPlainString()));
        }
        CsvFile.write(out.file("figure-7.csv"), header("agent", "benefit or profit (GBP)"), rows);
    }

    private List<String> header(String... more) {
        List<String> header = new ArrayList<>(results.runColumns());
        header.addAll(List.of(more));
        return header;
    }

    private List<String> row(RunResult run, String agent, String... more) {
        var row = results.cellsOf(run);
        row.add(Cells.text(agent));
        row.addAll(List.of(more));
        return row;
    }

    private static String pounds(Money money) {
        return money.toPounds().toPlainString();
    }

    /** Mean over a minute, half-even: 60 mJ are 1 mW. */
    private static long milliwatts(Energy minute) {
        long mean = minute.millijoules() / 60;
        long rest = minute.millijoules() % 60;
        return rest > 30 || rest == 30 && mean % 2 == 1 ? mean + 1 : mean;
    }
}
