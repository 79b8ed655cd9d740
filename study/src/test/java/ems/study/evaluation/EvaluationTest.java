package ems.study.evaluation;

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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.telemetry.Readings;
import ems.study.evaluation.EvaluationPlan.Known;
import ems.study.evaluation.EvaluationPlan.Wish;
import ems.study.run.Progress;
import ems.study.run.Study;
import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioFile;
import ems.study.scenario.ScenarioReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EvaluationTest {

    private static final Known KNOWN = new Known(
            Set.of("perfect", "persistence", "same-time-yesterday", "federated", "federated-absolute"),
            List.of("federated", "federated-absolute"));
    private static final Wish TWO_DAYS = new Wish(Optional.of(2), List.of("federated"), false, 2);

    private static final Scenario SMALL = ScenarioReader.from("small.yaml", """
            name: small
            title: A small comparison
            seed: 5
            start: 2019-08-05T00:00:00Z
            days: 1
            energy-scale: right
            data: {generated: {prosumers: 2, vehicles: 2}}
            prices: {grid-buy: 29.49 p/kWh, grid-sell: 6.4 p/kWh}
            vehicle: {model: A car, capacity: 79.5 kWh}
            runs: {isolated: true, shared-vehicles: [1], algorithms: [optimal], forecasts: [perfect, persistence]}
            """);
    private static final EvaluationPlan PLAN = EvaluationPlan.of(SMALL, TWO_DAYS, KNOWN);

    @TempDir
    private Path folder;

    private static EvaluationOutcome run(EvaluationPlan plan, Path out, int threads) {
        return run(plan, out, threads, new SpyingHost());
    }

    private static EvaluationOutcome run(EvaluationPlan plan, Path out, int threads, SpyingHost host) {
        return new Evaluation(host, InstantSource.fixed(Instant.EPOCH), threads, Progress.SILENT)
                .run(plan, Optional.empty(), out);
    }

    @Test
    void theSameSeedsGiveTheSameBytesOnOneThreadAndOnTwo() {
        run(PLAN, folder.resolve("one"), 1);
        run(PLAN, folder.resolve("two"), 2);

        assertThat(bytes(folder.resolve("two"))).isEqualTo(bytes(folder.resolve("one")));
        assertThat(bytes(folder.resolve("one")))
                .containsOnlyKeys(
                        "evaluation.yaml",
                        "data/prosumers.csv",
                        "data/vehicles.csv",
                        "forecast.csv",
                        "forecast-summary.csv",
                        "forecast-summary.txt",
                        "forecast.html",
                        "held-out-day.csv",
                        "table-3.csv",
                        "table-3.txt",
                        "trades.csv");
    }

    @Test
    void nobodyReadsAheadAndTheTestWouldSeeIt() {
        class Cheating extends SpyingHost {
            @Override
            Optional<NetEnergy> expected(
                    String strategy, long seed, Readings readings, ProsumerId prosumer, MatchingPeriod period) {
                return readings.period(prosumer, period);
            }
        }

        assertThatThrownBy(() -> run(PLAN, folder, 1, new Cheating()))
                .hasRootCauseInstanceOf(AssertionError.class)
                .hasMessageContaining("a forecast of 2019-08-04T00:00:00Z reads 2019-08-04T00:00:00Z");
        assertThat(folder.resolve("forecast-summary.txt")).doesNotExist();
    }

    @Test
    void theHeldOutDayIsTradedAsAStudyOfThatDayWould() throws IOException {
        run(PLAN, folder.resolve("evaluation"), 2);
        new Study(new SpyingHost(), InstantSource.fixed(Instant.EPOCH), 1, Progress.SILENT)
                .run(new ScenarioFile(SMALL, Optional.empty()), Optional.empty(), folder.resolve("study"));

        var trades = rows(folder.resolve("evaluation/trades.csv"));
        var runs = rows(folder.resolve("study/summary.csv"));
        assertThat(trades).hasSize(2 * 5);
        for (Map<String, String> run : runs) {
            assertThat(trades)
                    .filteredOn(trade -> trade.get("trading scenario").equals(run.get("trading scenario"))
                            && trade.get("forecast").equals(run.get("forecast")))
                    .singleElement()
                    .satisfies(trade -> {
                        assertThat(trade.get("traded (kWh)")).isEqualTo(run.get("traded (kWh)"));
                        assertThat(trade.get("prosumers' benefit (GBP)"))
                                .isEqualTo(run.get("prosumers' benefit (GBP)"));
                        assertThat(trade.get("EVs' profit (GBP)")).isEqualTo(run.get("EVs' profit (GBP)"));
                    });
        }
    }

    @Test
    void eachForecasterIsScoredByDayAndHome() throws IOException {
        run(PLAN, folder, 2);

        var rows = rows(folder.resolve("forecast.csv"));
        assertThat(rows).hasSize((1 + 1 + 2) * 2 * 2);
        assertThat(rows)
                .filteredOn(row -> row.get("held out").equals("yes"))
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("day", "2019-08-05")
                        .containsEntry("minutes", "1440")
                        .containsEntry("left out", "0"));
        assertThat(rows)
                .filteredOn(row -> row.get("held out").equals("no"))
                .as("without a yesterday")
                .allSatisfy(
                        row -> assertThat(row).containsEntry("left out", "1440").containsEntry("MAE (W)", ""));
        assertThat(rows)
                .filteredOn(row -> row.get("strategy").equals("federated"))
                .extracting(row -> row.get("seed"))
                .containsOnly("5", "6");
        assertThat(Files.readAllLines(folder.resolve("held-out-day.csv")))
                .hasSize(1 + 2 * 1_440)
                .first()
                .isEqualTo("minute (UTC),prosumer,truth (W),persistence (W),same-time-yesterday (W),federated (W)");
    }

    @Test
    void whatIsPrintedSaysWhatItMeansAndWhereItComesFrom() throws IOException {
        String text = run(PLAN, folder, 2).text();

        assertThat(text)
                .isEqualTo(Files.readString(folder.resolve("forecast-summary.txt")))
                .contains("On 2019-08-05, the held-out day")
                .contains("Skill = 100 % * (1 - MSE / MSE of the baseline)")
                .contains("2 seeds, 5 to 6")
                .contains("Minutes scored: 2880; left out for all")
                .contains("NOT held out")
                .contains("federated change in Energy Utility (%)");
        String page = Files.readString(folder.resolve("forecast.html"));
        assertThat(page)
                .contains("default-src 'none'", "How well the homes\u2019 next minute is known")
                .doesNotContainPattern("\\{\\{[a-z]+}}");
    }

    @Test
    void anEarlierComparisonIsReplacedAndAStudyIsRefused() throws IOException {
        run(PLAN, folder.resolve("out"), 2);
        Files.writeString(folder.resolve("out/notes.txt"), "mine");
        run(PLAN, folder.resolve("out"), 2);
        assertThat(folder.resolve("out/notes.txt")).exists();

        Files.createDirectory(folder.resolve("study"));
        Files.writeString(folder.resolve("study/scenario.yaml"), "name: x");
        assertThatThrownBy(() -> run(PLAN, folder.resolve("study"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds other files, like scenario.yaml");
    }

    @Test
    void aWishThatCannotBeMetIsAnsweredInASentence() {
        assertThatThrownBy(() ->
                        EvaluationPlan.of(SMALL, new Wish(Optional.empty(), List.of("crystal-ball"), false, 1), KNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("strategies: 'crystal-ball' is none of ");
        assertThatThrownBy(() -> EvaluationPlan.of(SMALL, new Wish(Optional.of(1), List.of(), false, 1), KNOWN))
                .hasMessageContaining("no past");
        assertThatThrownBy(() -> EvaluationPlan.of(SMALL, new Wish(Optional.empty(), List.of(), false, 0), KNOWN))
                .hasMessageContaining("seeds: 0 is outside");
    }

    @Test
    void theGeneratedPastEndsWithTheScenariosLastDay() {
        var plan = EvaluationPlan.of(SMALL, new Wish(Optional.empty(), List.of(), true, 3), KNOWN);

        assertThat(plan.scenario().start()).isEqualTo("2019-07-30T00:00:00Z");
        assertThat(plan.heldOut().start()).isEqualTo(SMALL.start());
        assertThat(plan.strategies())
                .containsExactly("persistence", "same-time-yesterday", "federated", "federated-absolute");
        assertThat(plan.entrants()).hasSize(2 + 2 * 3);
    }

    private static List<Map<String, String>> rows(Path csv) throws IOException {
        var lines = Files.readAllLines(csv);
        var names = lines.get(0).split(",");
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            var cells = line.split(",", -1);
            Map<String, String> row = new TreeMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
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
