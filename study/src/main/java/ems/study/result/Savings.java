package ems.study.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.study.output.Cells;
import ems.study.output.Table;
import ems.study.plan.Profile;
import ems.study.scenario.Scenario;
import ems.study.scenario.TradingScenario.Isolated;

/**
 * What the market saves against the main grid: the first figures of a study. Pages, files and consoles take them from here.
 *
 * <p>Energy that is stored, or goes from home to home, spares a purchase and is not sold: each kWh saves what the grid asks less what it
 * pays. Energy that cars brought with them saves nothing, however much of it is traded.
 */
public final class Savings {

    private static final int DECIMALS_OF_PENCE = 2;

    private final Results results;
    private final Scenario scenario;

    public Savings(Results results) {
        this.results = results;
        this.scenario = results.scenario();
    }

    /** What all homes together would pay the main grid, less what it would pay them, if there were no market. */
    public Money costWithoutMarket() {
        var prices = scenario.prices();
        return results.inputs().profiles().stream()
                .map(home -> Money.of(home.demand(), prices.buy()).minus(Money.of(home.surplus(), prices.sell())))
                .reduce(Money.ZERO, Money::plus);
    }

    /** What would be saved if no surplus went out to the grid: a bound that no market exceeds, however many EVs it has. */
    public Money possible() {
        return results.inputs().profiles().stream()
                .map(Profile::surplus)
                .map(scenario.prices()::costSaved)
                .reduce(Money.ZERO, Money::plus);
    }

    /** In percent of {@link #possible}; empty if there is no surplus. */
    public Optional<BigDecimal> shareOfPossible(RunResult run) {
        return percent(possible(), run.gridCostSaved());
    }

    /** How much more than the same run of the first design, in percent; empty for that one, and where it saved nothing. */
    public Optional<BigDecimal> aboveFirstDesign(RunResult run) {
        return results.isOfFirstDesign(run)
                ? Optional.empty()
                : ofFirstDesign(run)
                        .flatMap(first -> Results.change(
                                first.gridCostSaved().micropence(),
                                run.gridCostSaved().micropence()));
    }

    /** The run of the first design with the same EVs, matching and forecast. */
    public Optional<RunResult> ofFirstDesign(RunResult run) {
        var its = run.run();
        return results.ofFirstDesign().stream()
                .filter(each -> each.run().is(its.trading(), its.algorithm(), Optional.of(its.forecast())))
                .findFirst();
    }

    /** The run in which each home has a battery of its own, and no market. */
    public Optional<RunResult> ownBatteries() {
        return results.isolated();
    }

    /** The run of a market that saved most, of several the one that moved most; empty if every home was on its own. */
    public Optional<RunResult> best() {
        Comparator<RunResult> bySaving =
                Comparator.comparing(RunResult::gridCostSaved).thenComparing(run -> run.traded());
        return results.runs().stream()
                .filter(run -> !(run.run().trading() instanceof Isolated))
                .max(bySaving);
    }

    private static Optional<BigDecimal> percent(Money whole, Money part) {
        return whole.equals(Money.ZERO)
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(part.micropence())
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(whole.micropence()), 2, RoundingMode.HALF_EVEN));
    }

    /** One line for a console. */
    public String headline() {
        var text = new StringBuilder("Grid cost saved: ");
        best().ifPresentOrElse(
                        run -> text.append(pence(run.gridCostSaved()))
                                .append(" p by ")
                                .append(run.run().title())
                                .append("; all surplus kept would save ")
                                .append(pence(possible()))
                                .append(" p"),
                        () -> text.append("no run has a market"));
        ownBatteries()
                .ifPresent(run -> text.append("; own batteries only ")
                        .append(pence(run.gridCostSaved()))
                        .append(" p"));
        return text.append("; without a market the grid costs ")
                .append(pence(costWithoutMarket()))
                .append(" p.")
                .toString();
    }

    /** A row for each run. */
    public Table table() {
        List<String> header = new ArrayList<>(List.of("Run", "Grid cost saved (p)", "of all surplus (%)"));
        if (scenario.comparesDesigns()) {
            header.add("above " + scenario.designs().get(0).words() + " (%)");
        }
        header.addAll(List.of("Homes (p)", "EVs (p)", "In batteries (p)", "Stored (kWh)"));
        if (scenario.tradesDirectly()) {
            header.add("Home to home (kWh)");
        }
        header.addAll(List.of("Brought by EVs (kWh)", "Traded (kWh)"));
        return Table.of(
                "Grid cost saved, and who has it",
                header,
                results.runs().stream().map(this::row).toList(),
                List.of(
                        "Without a market the homes pay the grid " + pence(costWithoutMarket())
                                + " p; no market saves more than " + pence(possible())
                                + " p, all surplus kept.",
                        "Isolated: each home has a battery of its own, and no market."
                                + " Brought: what an EV released more than it stored; it is traded, and saves nothing.",
                        scenario.scale().sentence()));
    }

    private List<String> row(RunResult run) {
        List<String> row = new ArrayList<>(
                List.of(run.run().title(), pence(run.gridCostSaved()), Cells.percent(shareOfPossible(run))));
        if (scenario.comparesDesigns()) {
            row.add(Cells.percent(aboveFirstDesign(run)));
        }
        row.addAll(List.of(
                pence(run.prosumerBenefit()),
                pence(run.vehicleProfit()),
                pence(run.savedInBatteries()),
                kilowattHours(run.stored())));
        if (scenario.tradesDirectly()) {
            row.add(kilowattHours(run.direct()));
        }
        row.addAll(List.of(kilowattHours(run.brought()), kilowattHours(run.traded())));
        return row;
    }

    /** A row for each run: what each home gained and each EV earned, in pence; parties as columns, missing ones empty. */
    public Table ofEach() {
        var homes = scenario.data().prosumers();
        var cars = results.runs().stream()
                .flatMap(run -> run.vehicles().stream())
                .map(VehicleResult::vehicle)
                .distinct()
                .sorted(Comparator.comparing(scenario.data().vehicles()::indexOf))
                .toList();
        List<String> header = new ArrayList<>(List.of("Run"));
        homes.forEach(home -> header.add(home + " (p)"));
        cars.forEach(car -> header.add(car + " (p)"));
        List<List<String>> rows = new ArrayList<>();
        for (RunResult run : results.runs()) {
            List<String> row = new ArrayList<>(List.of(run.run().title()));
            homes.forEach(home -> row.add(run.prosumers().stream()
                    .filter(each -> each.prosumer().equals(home))
                    .findFirst()
                    .map(each -> pence(each.benefit()))
                    .orElse("")));
            cars.forEach(car -> row.add(run.vehicles().stream()
                    .filter(each -> each.vehicle().equals(car))
                    .findFirst()
                    .map(each -> pence(each.profit()))
                    .orElse("")));
            rows.add(row);
        }
        return Table.of("What each home gained and each EV earned", header, rows, List.of());
    }

    private static String pence(Money money) {
        return money.toPence()
                .setScale(DECIMALS_OF_PENCE, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static String kilowattHours(Energy energy) {
        return energy.toKilowattHours().setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    }
}
