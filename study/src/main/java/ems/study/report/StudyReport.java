package ems.study.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.ledger.BlockHeader;
import ems.market.quantity.Energy;
import ems.study.output.NumberFormats;
import ems.study.output.Page;
import ems.study.plan.DataFile;
import ems.study.result.FollowedRun;
import ems.study.result.Results;
import ems.study.result.RunResult;
import ems.study.result.Savings;
import ems.study.scenario.EnergyScale;
import ems.study.scenario.Scenario;

/** The page of a study, {@code study.html}. What has no data is left out. */
public final class StudyReport {

    /** Minutes between two values of a curve, for each day that is shown. */
    private static final int MINUTES_A_DAY_SHOWN = 5;

    private final Results results;
    private final Scenario scenario;
    private final Optional<RunResult> followed;
    private final ChartData charts;
    private final Savings savings;

    private StudyReport(Results results) {
        this.results = results;
        this.scenario = results.scenario();
        this.followed = results.followed();
        int minutes = Math.min(60, MINUTES_A_DAY_SHOWN * scenario.days());
        this.charts = new ChartData(results, minutes);
        this.savings = new Savings(results);
    }

    static StudyReport of(Results results) {
        return new StudyReport(results);
    }

    public static String html(Results results) {
        var report = of(results);
        return Page.html("study", report, report.charts.json());
    }

    public String title() {
        return scenario.title();
    }

    public String description() {
        return scenario.description().strip();
    }

    public String name() {
        return scenario.name();
    }

    public long seed() {
        return scenario.seed();
    }

    public String days() {
        String first = NumberFormats.day(scenario.start());
        String last = NumberFormats.day(scenario.end().minusSeconds(1));
        return first.equals(last) ? first : first + " to " + last;
    }

    public boolean paperScale() {
        return scenario.scale() == EnergyScale.PAPER;
    }

    public List<Findings.Finding> findings() {
        return new Findings(results).all();
    }

    public boolean hasPower() {
        return !charts.netPower().isEmpty();
    }

    public boolean hasRuns() {
        return !results.runs().isEmpty();
    }

    /** Whether homes share EVs in any run. */
    public boolean hasMarkets() {
        return savings.best().isPresent();
    }

    public boolean hasOwnBatteries() {
        return savings.ownBatteries().isPresent();
    }

    /** What a kilowatt-hour that is kept saves. */
    public String spread() {
        var kept = scenario.prices().costSaved(new Energy(Energy.MILLIJOULES_PER_KILOWATT_HOUR));
        return kept.toPence().stripTrailingZeros().toPlainString() + "\u00a0p";
    }

    public Captions captions() {
        return new Captions(results, charts);
    }

    public RunTables tables() {
        return new RunTables(results);
    }

    public PaperComparison paper() {
        return new PaperComparison(results);
    }

    /** The vehicle whose day is shown; empty without runs. */
    public String vehicle() {
        return followed.flatMap(RunResult::followed)
                .map(run -> run.day().vehicle())
                .orElse("");
    }

    /** One trade, or none. */
    public List<TradeWalk> trades() {
        return followed.stream()
                .flatMap(run -> run.followed().flatMap(FollowedRun::trade).stream()
                        .map(trade -> new TradeWalk(run.run().title(), trade)))
                .toList();
    }

    /** Balances of the followed run, or none. */
    public List<Balances> balances() {
        return followed.stream().map(Balances::new).toList();
    }

    /** What readers should know of the data first, or none. */
    public List<String> dataNotes() {
        return results.inputs().notes();
    }

    public Map<String, String> prices() {
        Map<String, String> prices = new LinkedHashMap<>();
        prices.put("Main grid sells at", scenario.prices().buy().toString());
        prices.put("Main grid buys at", scenario.prices().sell().toString());
        prices.put(
                "Energy in the EVs at the start has cost",
                scenario.vehicle().initialCost().toString());
        return prices;
    }

    public Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("Seed", Long.toString(seed()));
        versions.put("rules", String.join(", ", results.rules()));
        for (DataFile each : results.inputs().files()) {
            versions.put("data " + each.name(), "SHA-256 " + each.sha256());
        }
        return versions;
    }

    /** What a reader needs to check the ledger that lies beside the report; empty without one. */
    public Map<String, String> ledger() {
        return followed.flatMap(run -> run.head().map(head -> ledger(head, run)))
                .orElse(Map.of());
    }

    private static Map<String, String> ledger(BlockHeader head, RunResult run) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Grid", head.key().grid().text());
        facts.put("Blocks", NumberFormats.count(head.height() + 1));
        facts.put("Entries", NumberFormats.count(run.followed().orElseThrow().entries()));
        facts.put("Last block\u2019s hash", head.hash());
        return facts;
    }
}
