package ems.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.DirectTrade;
import ems.study.audit.StudyAudit;
import ems.study.fixture.FixtureHost;
import ems.study.fixture.SmallStudy;
import ems.study.result.RunResult;
import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioReader;
import ems.study.scenario.ScenarioWriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A day of four homes and one car, in which homes that the car leaves trade with each other. */
class DirectTradeStudyTest {

    private static final Scenario WITHOUT = SmallStudy.scenario(5, 4, 1, "", "right", "shared-vehicles: [1]");
    private static final Scenario WITH =
            ScenarioReader.from("with.yaml", ScenarioWriter.text(WITHOUT) + "direct-trade: leftovers\n");
    private static final int DIRECTION = 2;
    private static final int EXCHANGED = 4;
    private static final int SETTLED = 8;

    @TempDir
    private Path out;

    @Test
    void aScenarioIsWrittenAsItIsRead() {
        assertThat(WITHOUT.directTrades()).containsExactly(DirectTrade.NONE);
        assertThat(ScenarioWriter.text(WITHOUT)).doesNotContain("direct-trade");
        assertThat(WITH.directTrades()).containsExactly(DirectTrade.LEFTOVERS);
        assertThat(ScenarioReader.from("again.yaml", ScenarioWriter.text(WITH))).isEqualTo(WITH);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ScenarioReader.from("with.yaml", ScenarioWriter.text(WITHOUT) + "direct-trade: first\n"))
                .withMessageContaining("direct-trade: 'first' is neither 'none' nor 'leftovers'");
    }

    /** The cars are matched before, and so trade as they would without. */
    @Test
    void homesSaveMoreAndTheCarsLoseNothing() throws IOException {
        var without = SmallStudy.run(WITHOUT, out.resolve("without"), 2, new FixtureHost())
                .results()
                .runs();
        var with = SmallStudy.run(WITH, out.resolve("with"), 2, new FixtureHost())
                .results()
                .runs();
        for (int i = 0; i < with.size(); i++) {
            var run = with.get(i);
            assertThat(run.vehicles()).isEqualTo(without.get(i).vehicles());
            assertThat(without.get(i).direct()).isEqualTo(Energy.ZERO);
            assertThat(run.direct()).isGreaterThan(Energy.ZERO);
            assertThat(run.moneyMismatch()).isEqualTo(Money.ZERO);
            assertThat(run.traded())
                    .isEqualTo(without.get(i).traded().plus(run.direct()).plus(run.direct()));
            long saved = run.prosumerBenefit()
                    .minus(without.get(i).prosumerBenefit())
                    .micropence();
            long grid = Money.of(run.direct(), WITH.prices().buy())
                    .minus(Money.of(run.direct(), WITH.prices().sell()))
                    .micropence();
            assertThat(Math.abs(saved - grid))
                    .as("both legs of the grid, up to rounding")
                    .isLessThan(run.lines() * 2);
            tablesCarryTheSums(run);
        }
        assertThat(Files.readAllLines(out.resolve("with/summary.csv")).get(0)).endsWith(",from home to home (kWh)");
        assertThat(Files.readString(out.resolve("without/summary.csv"))).doesNotContain("home to home");
        for (RunResult run : without) {
            assertThat(Files.readAllLines(out.resolve("without/runs")
                                    .resolve(run.run().id())
                                    .resolve("matches.csv"))
                            .get(0))
                    .endsWith(",margin (kWh)");
        }
    }

    @Test
    void itsLedgerSaysThatHomesTradeWithHomes() throws IOException {
        var host = new FixtureHost();
        var study = out.resolve("study");
        SmallStudy.run(WITH, study, 2, host);
        assertThat(audited(host, study)).startsWith("verified: ");
        aChangedCellIsNamed(host, study);
        var scenario = study.resolve("scenario.yaml");
        Files.writeString(scenario, Files.readString(scenario).replaceFirst("direct-trade: .*", "direct-trade: none"));
        assertThat(audited(host, study))
                .contains("block 0 of its ledger says 'direct-trade|leftovers|scenario' of trade between homes, and the"
                        + " scenario has 'none'");
    }

    private void aChangedCellIsNamed(FixtureHost host, Path study) throws IOException {
        var matches = study.resolve("runs/1ev-optimal-perfect/matches.csv");
        String honest = Files.readString(matches);
        assertThat(honest).contains(",direct,17.945");
        Files.writeString(matches, honest.replaceFirst(",direct,17.945", ",direct,18.945"));
        assertThat(audited(host, study)).contains("matches.csv").contains("price (p/kWh)");
        Files.writeString(matches, honest);
    }

    private String audited(FixtureHost host, Path study) throws IOException {
        return new StudyAudit(host, 2)
                .of(study, Optional.empty(), Files.createTempDirectory(out, "scratch"))
                .toString();
    }

    private void tablesCarryTheSums(RunResult run) throws IOException {
        var folder = out.resolve("with/runs").resolve(run.run().id());
        assertThat(direct(folder.resolve("exchange.csv"), EXCHANGED))
                .isEqualTo(run.direct().millijoules());
        assertThat(direct(folder.resolve("settlement.csv"), SETTLED))
                .isEqualTo(run.direct().millijoules());
        var lines = Files.readAllLines(folder.resolve("matches.csv"));
        assertThat(lines.get(0)).endsWith(",margin (kWh),direction,price (p/kWh)");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.matches(".*,(stored|released|direct),[0-9.]+"));
        assertThat(lines)
                .filteredOn(line -> line.contains(",direct,17.945"))
                .as("all that exchanged something, seller and buyer")
                .hasSizeGreaterThanOrEqualTo(settledDirectly(folder))
                .allMatch(line -> line.contains(",,,,,,direct,"));
    }

    private static int settledDirectly(Path folder) throws IOException {
        return (int) Files.readAllLines(folder.resolve("settlement.csv")).stream()
                .filter(line -> line.split(",")[DIRECTION].equals("direct"))
                .count();
    }

    private static long direct(Path table, int millijoules) throws IOException {
        List<String[]> rows =
                Files.readAllLines(table).stream().map(line -> line.split(",")).toList();
        assertThat(rows.get(0)[DIRECTION]).isEqualTo("direction");
        assertThat(rows.get(0)[millijoules]).endsWith("(mJ)");
        return rows.stream()
                .filter(row -> row[DIRECTION].equals("direct"))
                .mapToLong(row -> Long.parseLong(row[millijoules]))
                .sum();
    }
}
