package ems.study.run;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.EnergyInventory;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.study.audit.StudyAudit;
import ems.study.fixture.FixtureHost;
import ems.study.fixture.ShippedScenario;
import ems.study.fixture.SmallStudy;
import ems.study.report.StudyReport;
import ems.study.result.Results;
import ems.study.result.RunResult;
import ems.study.result.Savings;
import ems.study.result.VehicleResult;
import ems.study.scenario.MarketDesign;
import ems.study.scenario.ScenarioReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A day of the shipped scenario {@code market}: four markets side by side, beside homes with batteries of their own. */
@TestInstance(Lifecycle.PER_CLASS)
class MarketStudyTest {

    private static final BigDecimal SPREAD = new BigDecimal("23.09");
    private static final BigDecimal MILLIJOULES_PER_KWH = new BigDecimal(Energy.MILLIJOULES_PER_KILOWATT_HOUR);

    private final FixtureHost host = new FixtureHost();
    private Path folder;
    private Path study;
    private Results results;
    private String console;

    @BeforeAll
    void run(@TempDir Path temporary) {
        folder = temporary;
        study = folder.resolve("study");
        var day = ScenarioReader.from(
                "market.yaml",
                ShippedScenario.text("market")
                        .replace("days: 7", "days: 1")
                        .replace("shared-vehicles: [1, 2, 3]", "shared-vehicles: [1]"));
        var outcome = SmallStudy.run(day, study, 2, host);
        results = outcome.results();
        console = outcome.text();
    }

    @Test
    void everyMarketHasARunOfItsNameAndHomesAloneHaveOne() {
        assertThat(results.runs())
                .extracting(run -> run.run().id())
                .containsExactly(
                        "isolated-optimal-persistence",
                        "1ev-optimal-persistence-paper",
                        "1ev-optimal-persistence-h500",
                        "1ev-optimal-persistence-d",
                        "1ev-optimal-persistence-h500-d");
        assertThat(results.followed().orElseThrow().run().id()).isEqualTo("1ev-optimal-persistence-h500-d");
        assertThat(results.ofFirstDesign()).hasSize(2);
    }

    /** Computed apart: from the rows of the settlement, and from what the batteries hold. */
    @Test
    void whatIsSavedIsTheSpreadOfAllThatIsKept() throws IOException {
        for (RunResult run : results.runs()) {
            long kept = 0;
            for (NamedCsvRecord row : rows("runs/" + run.run().id() + "/settlement.csv")) {
                kept += row.getField("direction").equals("released") ? 0 : Long.parseLong(row.getField("energy (mJ)"));
            }
            var rounding = within(BigDecimal.valueOf(run.lines() * 4, 6));
            assertThat(run.gridCostSaved().toPence())
                    .isCloseTo(
                            BigDecimal.valueOf(kept)
                                    .multiply(SPREAD)
                                    .divide(MILLIJOULES_PER_KWH, 6, RoundingMode.HALF_EVEN),
                            rounding);
            var inBatteries = run.vehicles().stream()
                    .map(car -> aboveCost(car.end()).minus(aboveCost(car.start())))
                    .reduce(Money.ZERO, Money::plus);
            assertThat(run.savedInBatteries().toPence()).isCloseTo(inBatteries.toPence(), rounding);
            assertThat(run.gridCostSaved()).isLessThanOrEqualTo(new Savings(results).possible());
        }
    }

    private Money aboveCost(EnergyInventory held) {
        return Money.of(held.energy(), results.scenario().prices().buy()).minus(held.value());
    }

    /** Energy traded counts what is kept twice, and what cars brought once. */
    @Test
    void energyThatCarsBroughtIsTradedAndSavesNothing() {
        for (RunResult run : results.runs()) {
            var left = run.vehicles().stream().map(VehicleResult::kept).reduce(Energy.ZERO, Energy::plus);
            var twice = run.stored().plus(run.direct());
            assertThat(run.traded().plus(left)).isEqualTo(twice.plus(twice).plus(run.brought()));
        }
        assertThat(results.runs()).anySatisfy(run -> assertThat(run.brought()).isGreaterThan(Energy.ZERO));
    }

    /** Whoever trades with whom without a car: the cars trade and earn the same. */
    @Test
    void directTradeSavesMoreAndTheCarsEarnTheSame() {
        for (int i = 1; i <= 2; i++) {
            var without = results.runs().get(i);
            var with = results.runs().get(i + 2);
            assertThat(with.run().design().horizon())
                    .isEqualTo(without.run().design().horizon());
            assertThat(with.vehicles()).isEqualTo(without.vehicles());
            assertThat(with.gridCostSaved()).isGreaterThan(without.gridCostSaved());
        }
    }

    @Test
    void aRunTradesAsItWouldInAStudyOfItsOwn() {
        for (RunResult run : results.runs().subList(1, results.runs().size())) {
            var alone = SmallStudy.run(
                            ScenarioReader.from("alone.yaml", alone(run.run().design())),
                            folder.resolve(run.run().id()),
                            1,
                            new FixtureHost())
                    .results()
                    .runs()
                    .get(0);
            assertThat(alone.run().id()).isEqualTo("1ev-optimal-persistence");
            assertThat(alone.prosumers()).isEqualTo(run.prosumers());
            assertThat(alone.vehicles()).isEqualTo(run.vehicles());
            assertThat(alone.gridCostSaved()).isEqualTo(run.gridCostSaved());
        }
    }

    private static String alone(MarketDesign design) {
        return ShippedScenario.text("market")
                .replace("days: 7", "days: 1")
                .replace("  isolated: true ", "  isolated: false ")
                .replace("shared-vehicles: [1, 2, 3]", "shared-vehicles: [1]")
                .replace("[none, 0.5]", design.horizon().isNone() ? "none" : "0.5")
                .replace("[none, leftovers]", design.directTrade().word());
    }

    /** Page, console, summary and file say the same. */
    @Test
    void theSameNumberStandsEverywhere() throws IOException {
        var table = new Savings(results).table();
        String page = StudyReport.html(results);
        assertThat(page).isEqualTo(Files.readString(study.resolve("report.html")));
        assertThat(console).startsWith(table.text()).contains(new Savings(results).headline());
        assertThat(Files.readString(study.resolve("summary.txt"))).startsWith(table.text());
        List<String> saved = new ArrayList<>();
        for (NamedCsvRecord row : rows("savings.csv")) {
            saved.add(new BigDecimal(row.getField("grid cost saved (p)"))
                    .setScale(2, RoundingMode.HALF_EVEN)
                    .toPlainString());
        }
        assertThat(table.rows()).extracting(row -> row.get(1)).isEqualTo(saved);
        for (int i = 0; i < saved.size(); i++) {
            assertThat(page).contains(row(table.rows().get(i).get(0), saved.get(i)));
        }
        // the figure has the markets, and homes alone as a line
        for (String pence : saved.subList(1, saved.size())) {
            assertThat(page).contains("\"pence\":[" + pence + "]");
        }
        assertThat(page).contains("\"own\":" + saved.get(0));
        var best = new Savings(results).best().orElseThrow();
        assertThat(page)
                .contains("<p class=\"figure-number\">"
                        + best.gridCostSaved().toPence().setScale(0, RoundingMode.HALF_EVEN));
    }

    private static String row(String run, String saved) {
        return "<th class=\"words\" scope=\"row\">" + run.replace("'", "&#39;") + "</th>\n<td class=\"number\">" + saved
                + "</td>";
    }

    @Test
    void whatEachHasAddsUp() throws IOException {
        for (RunResult run : results.runs()) {
            var its = Stream.concat(
                            run.prosumers().stream().map(home -> home.benefit()),
                            run.vehicles().stream().map(VehicleResult::profit))
                    .reduce(Money.ZERO, Money::plus);
            assertThat(its.plus(run.savedInBatteries())).isEqualTo(run.gridCostSaved());
        }
        assertThat(rows("savings-of-each.csv")).hasSize(10 + 4 * 6);
    }

    @Test
    void itsLedgersGiveEveryTableAgainAndAChangedCellIsNamed() throws IOException {
        assertThat(audited()).startsWith("verified: ");
        for (String name : List.of("savings.csv", "savings-of-each.csv")) {
            var table = study.resolve(name);
            String text = Files.readString(table);
            int end = text.lastIndexOf(',', text.length() - 2);
            Files.writeString(table, text.substring(0, end) + "9" + text.substring(end));
            assertThat(audited()).startsWith("first wrong cell: " + name + ", row ");
            Files.writeString(table, text);
        }
    }

    private String audited() throws IOException {
        return new StudyAudit(host, 2)
                .of(study, Optional.empty(), Files.createTempDirectory(folder, "scratch"))
                .toString();
    }

    private List<NamedCsvRecord> rows(String name) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(study.resolve(name))) {
            return reader.stream().toList();
        }
    }
}
