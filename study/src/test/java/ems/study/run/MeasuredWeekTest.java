package ems.study.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.fixture.MeasuredData;
import ems.study.fixture.FixtureHost;
import ems.study.fixture.ShippedScenario;
import ems.study.fixture.SmallStudy;
import ems.study.plan.Profile;
import ems.study.scenario.ScenarioFile;
import ems.study.scenario.ScenarioReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Reads the measured week if it is {@link MeasuredData there}. */
class MeasuredWeekTest {

    /** With the forecasts that need no model. */
    private static final String WEEK = ShippedScenario.text("measured-week")
            .replace("[perfect, federated, persistence]", "[perfect, persistence]");

    @TempDir
    private Path out;

    @Test
    void aMeasuredDayGivesThePapersSizesAndCloses() {
        var data = data();
        var day = file(isolatedDay());

        var results = SmallStudy.run(day, Optional.of(data), out, 2, new FixtureHost())
                .results();

        assertThat(results.runs()).hasSize(3).allSatisfy(run -> {
            assertThat(run.energyMismatchMillijoules()).isZero();
            assertThat(run.moneyMismatch().micropence()).isZero();
        });
        Map<String, Double> exchanged = results.inputs().profiles().stream()
                .collect(Collectors.toMap(
                        each -> each.prosumer().text(), each -> each.original().millijoules() / 3.6e9));
        assertThat(exchanged.get("L1")).isBetween(10.0, 17.0);
        assertThat(exchanged.get("L2")).isBetween(20.0, 28.0);
        assertThat(exchanged.get("Z0")).isBetween(10.0, 24.0);
        assertThat(results.inputs().profiles()).extracting(Profile::missing).containsOnly(0L);
    }

    /** Specification, section 10: the same order as Table I, with other people's data. */
    @Test
    void atThePapersScaleTheBenefitsHaveThePapersOrder() {
        var data = data();
        var text = isolatedDay()
                .replace("energy-scale: right", "energy-scale: paper")
                .replace("window: none", "window: 8.35 kWh")
                .replace("always-plugged: false", "always-plugged: true");
        var file = file(text);

        var greedy = SmallStudy.run(file, Optional.of(data), out, 2, new FixtureHost())
                .results()
                .runs()
                .get(0);

        Map<String, Double> benefit = greedy.prosumers().stream()
                .collect(Collectors.toMap(
                        each -> each.prosumer().text(), each -> each.traded().millijoules() / 3.6e9));
        assertThat(benefit.get("L1")).isBetween(8.0, 95.0);
        assertThat(benefit.get("L2")).isBetween(8.3, 8.4);
        assertThat(benefit.get("L3")).isBetween(87.0, 421.0);
        assertThat(benefit.get("R2")).isBetween(49.0, 91.0);
        assertThat(benefit.get("Z0")).isBetween(94.0, 456.0);
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() {
        var data = data();
        var text = WEEK.replace("Z0_production_kw", "Z0_power_kw");
        var file = file(text);

        assertThatThrownBy(() -> SmallStudy.run(file, Optional.of(data), out, 1, new FixtureHost()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prosumers_week_1min.csv.gz:1: no column 'Z0_power_kw'; found: t_s, ");
    }

    @Test
    void aFolderWithoutTheFilesIsRefused() {
        assertThatThrownBy(() -> SmallStudy.run(file(WEEK), Optional.of(out), out.resolve("out"), 1, new FixtureHost()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no data file prosumers_week_1min.csv.gz")
                .hasMessageContaining("--data");
    }

    @Test
    void aStudyPastTheEndOfTheCarsDataIsRefused() {
        var data = data();
        var text = WEEK.replace("start: 2019-08-04", "start: 2019-08-14")
                .replace("seconds-after: 2019-08-04", "seconds-after: 2019-08-14");
        var file = file(text);

        assertThatThrownBy(() -> SmallStudy.run(file, Optional.of(data), out, 1, new FixtureHost()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the reserve is its driving until 2019-08-21T00:00:00Z");
    }

    private static String isolatedDay() {
        return WEEK.replace("days: 7", "days: 1").replace("shared-vehicles: [1, 2, 3, 4, 5]", "");
    }

    private static ScenarioFile file(String text) {
        return new ScenarioFile(ScenarioReader.from("week.yaml", text), Optional.empty());
    }

    private static Path data() {
        return MeasuredData.folderOf("prosumers_week_1min.csv.gz");
    }
}
