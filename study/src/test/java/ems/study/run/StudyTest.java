package ems.study.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;
import ems.study.fixture.FixtureHost;
import ems.study.fixture.SmallStudy;
import ems.study.plan.Outputs;
import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class StudyTest {

    private static final Scenario SMALL =
            SmallStudy.scenario(5, 2, 2, "", "right", "isolated: true, shared-vehicles: [1]");

    @TempDir
    private Path folder;

    @Test
    void theSameSeedGivesTheSameBytesOnOneThreadAndOnTwo() {
        SmallStudy.run(SMALL, folder.resolve("one"), 1, new FixtureHost());
        SmallStudy.run(SMALL, folder.resolve("two"), 2, new FixtureHost());
        SmallStudy.run(SMALL.withSeed(6), folder.resolve("other"), 2, new FixtureHost());

        assertThat(bytes(folder.resolve("two"))).isEqualTo(bytes(folder.resolve("one")));
        assertThat(bytes(folder.resolve("other"))).isNotEqualTo(bytes(folder.resolve("one")));
    }

    @Test
    void aSummaryLeavesOutRowsAndLedgersAndChangesNothingElse() {
        var all = folder.resolve("all");
        var summary = folder.resolve("summary");
        SmallStudy.run(SMALL, all, 2, new FixtureHost());
        new Study(new FixtureHost(), InstantSource.fixed(Instant.EPOCH), 2, Progress.SILENT)
                .run(new ScenarioFile(SMALL, Optional.empty()), Optional.empty(), summary, Outputs.SUMMARY);

        var kept = bytes(all);
        kept.keySet().removeIf(name -> name.matches(".*/(exchange|settlement|matches)\\.csv"));
        assertThat(bytes(summary)).isEqualTo(kept);
        assertThat(Files.exists(summary.resolve("runs/1ev-optimal-perfect/ledger")))
                .isFalse();
    }

    @Test
    void everyFileIsWrittenWithUnitsAndTheEnergyScale() throws IOException {
        List<Long> told = new ArrayList<>();
        var study = new Study(
                new FixtureHost(), InstantSource.fixed(Instant.EPOCH), 2, (done, all, pace) -> told.add(done));

        var outcome = study.run(new ScenarioFile(SMALL, Optional.empty()), Optional.empty(), folder);

        assertThat(told).as("progress").isSorted().endsWith(8_640L);
        assertThat(bytes(folder).keySet())
                .contains(
                        "scenario.yaml",
                        "summary.txt",
                        "summary.csv",
                        "report.html",
                        "data/prosumers.csv",
                        "data/vehicles.csv",
                        "figure-5.csv",
                        "figure-6.csv",
                        "figure-7.csv",
                        "table-1.csv",
                        "table-3.txt",
                        "runs/isolated-greedy/exchange.csv",
                        "runs/1ev-optimal-persistence/settlement.csv");
        assertThat(Files.readString(folder.resolve("runs/isolated-greedy/exchange.csv")))
                .startsWith("time step (10 s),time (UTC),direction,energy exchanged (kWh),energy exchanged (mJ),"
                        + "available energy (kWh),battery capacity (kWh),matching id,prosumer,EV\n")
                .doesNotContain("\r");
        assertThat(Files.readString(folder.resolve("table-1.txt")))
                .contains("Energy scale: right")
                .contains("not reproduced");
        assertThat(outcome.text())
                .contains("Table III")
                .contains("energy in - out 0 mJ, money received - paid 0 micro-pence")
                .contains("8640 periods, ");
        tableOneAddsUp();
        assertThat(ScenarioFile.find(folder.resolve("scenario.yaml").toString()).scenario())
                .as("can be run again")
                .isEqualTo(SMALL);
    }

    @Test
    void eachPeriodTellsWhatGreedyLosesAndEachMatchWhy() throws IOException {
        SmallStudy.run(SMALL, folder, 2, new FixtureHost());

        var optimal = folder.resolve("runs/1ev-optimal-perfect");
        var periods = Files.readAllLines(optimal.resolve("periods.csv"));
        assertThat(periods.get(0))
                .isEqualTo("period (UTC),algorithm,forecast energy (kWh),forecast energy greedy (kWh),bound (kWh),"
                        + "best pairs known,regret (kWh),regret of greedy (kWh),money lost by greedy (p)");
        assertThat(periods).hasSize(1 + 1_440);
        assertThat(column(periods, 6)).containsOnly("0.000000000");
        var matches = Files.readAllLines(optimal.resolve("matches.csv"));
        assertThat(matches.get(0))
                .isEqualTo("matching id,prosumer,EV,forecast energy (kWh),shadow price (kWh),best other EV,"
                        + "its energy (kWh),its shadow price (kWh),margin (kWh)");
        assertThat(matches).hasSizeGreaterThan(100);
        assertThat(column(matches, 4))
                .as("one EV for two homes is scarce")
                .anyMatch(price -> !price.equals("0.000000000"));
        summaryAddsUp(periods, "1ev-optimal-perfect");
        summaryAddsUp(Files.readAllLines(folder.resolve("runs/1ev-greedy/periods.csv")), "1ev-greedy");
    }

    private void summaryAddsUp(List<String> periods, String run) throws IOException {
        var lines = Files.readAllLines(folder.resolve("summary.csv"));
        var names = List.of(lines.get(0).split(","));
        var row = lines.stream()
                .filter(line -> line.startsWith(run + ","))
                .findFirst()
                .orElseThrow()
                .split(",");

        assertThat(sum(column(periods, 7)))
                .isCloseTo(Double.parseDouble(row[names.indexOf("regret of greedy (kWh)")]), within(1e-5));
        assertThat(sum(column(periods, 8)) / 100)
                .isCloseTo(Double.parseDouble(row[names.indexOf("money lost by greedy (GBP)")]), within(1e-8));
    }

    private static List<String> column(List<String> lines, int number) {
        return lines.stream().skip(1).map(line -> line.split(",", -1)[number]).toList();
    }

    private static double sum(List<String> numbers) {
        return numbers.stream().mapToDouble(Double::parseDouble).sum();
    }

    private void tableOneAddsUp() throws IOException {
        var row = Files.readAllLines(folder.resolve("table-1.csv")).get(1).split(",");

        assertThat(row[0]).isEqualTo("L1");
        assertThat(Double.parseDouble(row[1]) - Double.parseDouble(row[2]))
                .isCloseTo(Double.parseDouble(row[3]), within(0.011));
    }

    @Test
    void anEarlierStudyIsReplacedAndOtherFilesAreNotTouched() throws IOException {
        SmallStudy.run(SMALL, folder.resolve("out"), 2, new FixtureHost());
        Files.writeString(folder.resolve("out/notes.txt"), "mine");
        var shared = SmallStudy.scenario(5, 2, 2, "", "right", "shared-vehicles: [1]");
        SmallStudy.run(shared, folder.resolve("out"), 2, new FixtureHost());

        assertThat(folder.resolve("out/runs/isolated-greedy")).doesNotExist();
        assertThat(folder.resolve("out/notes.txt")).exists();
    }

    @Test
    void aFolderWithOtherFilesIsRefused() throws IOException {
        Files.writeString(folder.resolve("thesis.tex"), "mine");

        assertThatThrownBy(() -> SmallStudy.run(SMALL, folder, 2, new FixtureHost()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thesis.tex");
    }

    @Test
    void aFailedRunFailsTheStudyAndLeavesNoSummary() {
        class Failing extends Broken {
            @Override
            public void takeThrough(PeriodKey key, PeriodSteps steps) {
                if (key.period().start().equals(Instant.parse("2019-08-05T12:00:00Z"))) {
                    throw new IllegalStateException("step 'Match' failed for good");
                }
                super.takeThrough(key, steps);
            }
        }

        assertThatThrownBy(() -> new Failing().study())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("failed for good");
        assertThat(folder.resolve("summary.txt")).doesNotExist();
    }

    @Test
    void aPeriodThatEndsWithoutSettlementFailsTheStudy() {
        class Lazy extends Broken {
            @Override
            public void takeThrough(PeriodKey key, PeriodSteps steps) {
                steps.perform(Task.COLLECT_BIDS, key);
            }
        }

        assertThatThrownBy(() -> new Lazy().study())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended without settlement");
    }

    @Test
    void anUnknownForecastIsRefusedBeforeAnyWork() {
        assertThatThrownBy(() ->
                        SmallStudy.run(SMALL.withForecasts(List.of("crystal-ball")), folder, 2, new FixtureHost()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'crystal-ball' is none of perfect, persistence");
        assertThat(folder).isEmptyDirectory();
    }

    /** A host whose process engine is about to fail. */
    private class Broken extends FixtureHost {
        void study() {
            SmallStudy.run(SMALL, folder, 2, this);
        }
    }

    private static Map<String, String> bytes(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            Map<String, String> found = new TreeMap<>();
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                found.put(root.relativize(each).toString().replace('\\', '/'), Files.readString(each));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
