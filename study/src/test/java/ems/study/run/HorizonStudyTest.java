package ems.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.fixture.MeasuredData;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.study.audit.StudyAudit;
import ems.study.fixture.FixtureHost;
import ems.study.fixture.ShippedScenario;
import ems.study.fixture.SmallStudy;
import ems.study.plan.Outputs;
import ems.study.result.RunResult;
import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioFile;
import ems.study.scenario.ScenarioReader;
import ems.study.scenario.ScenarioWriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What a constant horizon price does to a study. What is traded and stored are regression values: this market's own figures. Beside them stands what
 * a simulator of the same minutes traded, which was written apart from this market, in floating point. Its car may sell in its first minute, whereas
 * participation demands a bid before; from then on both hold other energy, which moves a day by less than 0.15 kWh.
 */
class HorizonStudyTest {

    private static final Scenario SMALL = SmallStudy.scenario(7, 3, 1, "", "right", "shared-vehicles: [1]");

    private static final double APART = 0.15;

    @TempDir
    private Path out;

    private static double kilowattHours(Energy energy) {
        return energy.millijoules() / 3.6e9;
    }

    /** One car of 8.35 kWh that never leaves, full at the start, and perfect forecasts. */
    private RunResult measured(String start, int days, String price) {
        String text = ShippedScenario.text("measured-week")
                .replace("\nstart: 2019-08-04", "\nstart: " + start)
                .replace("days: 7", "days: " + days)
                .replace("window: none", "window: 8.35 kWh")
                .replace("always-plugged: false", "always-plugged: true")
                .replace("  isolated: true\n", "")
                .replace("shared-vehicles: [1, 2, 3, 4, 5]", "shared-vehicles: [1]")
                .replace("[greedy, optimal]", "[optimal]")
                .replace("[perfect, federated, persistence]", "[perfect]")
                .concat("\nhorizon-price: " + price + "\n");
        var file = new ScenarioFile(ScenarioReader.from("week.yaml", text), Optional.empty());
        return new Study(new FixtureHost(), InstantSource.fixed(Instant.EPOCH), 2, Progress.SILENT)
                .run(file, Optional.of(MeasuredData.folderOf("prosumers_week_1min.csv.gz")), out, Outputs.SUMMARY)
                .results()
                .runs()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "2019-08-05, 0.5, 20.809827, 6.229913, 20.823467",
        "2019-08-05, 0.95, 19.602847, 6.392808, 19.728957",
        "2019-08-08, none, 18.669203, 5.159602, 18.669700"
    })
    void aDayTradesAndStoresAsBefore(String start, String price, double traded, double stored, double elsewhere) {
        var run = measured(start, 1, price);
        assertThat(kilowattHours(run.traded())).isEqualTo(elsewhere, within(APART));
        assertThat(kilowattHours(run.traded())).isEqualTo(traded, within(0.001));
        assertThat(kilowattHours(run.stored())).isEqualTo(stored, within(0.001));
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "0.5, 101.948590, 46.799295, 101.946137",
        "0.9, 108.802650, 50.226325, 108.862833",
        "0.95, 108.379157, 50.014578, 108.403670"
    })
    void aWeekTradesAndStoresAsBefore(String price, double traded, double stored, double elsewhere) {
        var run = measured("2019-08-04", 7, price);
        assertThat(kilowattHours(run.traded())).isEqualTo(elsewhere, within(APART));
        assertThat(kilowattHours(run.traded())).isEqualTo(traded, within(0.01));
        assertThat(kilowattHours(run.stored())).isEqualTo(stored, within(0.01));
    }

    private Scenario at(String price) {
        return ScenarioReader.from("x.yaml", ScenarioWriter.text(SMALL) + "horizon-price: " + price + "\n");
    }

    private static List<String> lines(Path folder, String table) throws IOException {
        return Files.readAllLines(folder.resolve("runs/1ev-optimal-perfect").resolve(table));
    }

    @Test
    void itsTablesHaveThePriceAndItsLedgerGivesThemAgain() throws IOException {
        var host = new FixtureHost();
        var study = out.resolve("study");
        var results = SmallStudy.run(at("0.5"), study, 2, host).results();

        assertThat(results.runs()).allSatisfy(run -> {
            assertThat(run.energyMismatchMillijoules()).isZero();
            assertThat(run.moneyMismatch()).isEqualTo(Money.ZERO);
        });
        assertThat(lines(study, "periods.csv").get(0))
                .endsWith(",money lost by greedy (p),horizon price (per mille),a stored kWh is worth (p/kWh)");
        assertThat(lines(study, "periods.csv").subList(1, 1_441)).allMatch(line -> line.endsWith(",500,23.7175"));
        assertThat(Files.readString(study.resolve("scenario.yaml"))).contains("horizon-price: \"0.500\"");
        assertThat(host.optimalMatchings()).isNotEmpty().allSatisfy(result -> {
            assertThat(result.worth()).isPresent();
            assertThat(result.isProved()).isTrue();
        });
        assertThat(audited(host, study)).startsWith("verified: ");

        var scenario = study.resolve("scenario.yaml");
        String text = Files.readString(scenario);
        Files.writeString(scenario, text.replace("horizon-price: \"0.500\"", "horizon-price: \"0.400\""));
        assertThat(audited(host, study))
                .contains(
                        "its ledger has a period with a horizon price of 500 per mille, and the scenario has a horizon"
                                + " price of 400 per mille");
        Files.writeString(scenario, text.replace("horizon-price: \"0.500\"", "horizon-price: none"));
        assertThat(audited(host, study)).contains(", and the scenario has no horizon price");
    }

    private String audited(FixtureHost host, Path study) throws IOException {
        return new StudyAudit(host, 2)
                .of(study, Optional.empty(), Files.createTempDirectory(out, "scratch"))
                .toString();
    }

    /** The paper's scenarios have none, and keep each byte. */
    @Test
    void withoutAPriceTheTablesAreAsBefore() throws IOException {
        SmallStudy.run(SMALL, out, 2, new FixtureHost());
        assertThat(lines(out, "periods.csv").get(0))
                .isEqualTo(
                        "period (UTC),algorithm,forecast energy (kWh),forecast energy greedy (kWh),bound (kWh),best pairs"
                                + " known,regret (kWh),regret of greedy (kWh),money lost by greedy (p)");
        assertThat(Files.readString(out.resolve("scenario.yaml"))).doesNotContain("horizon");
    }

    @Test
    void aPriceOfNothingTradesAsNoneDoes() {
        var none =
                SmallStudy.run(SMALL, out.resolve("none"), 2, new FixtureHost()).results();
        var nothing =
                SmallStudy.run(at("0"), out.resolve("0"), 2, new FixtureHost()).results();
        assertThat(nothing.runs())
                .extracting(RunResult::traded)
                .isEqualTo(none.runs().stream().map(RunResult::traded).toList());
    }
}
