package ems.study.run;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.MatchingResult;
import ems.study.fixture.FixtureHost;
import ems.study.fixture.SmallStudy;
import ems.study.result.RunResult;
import ems.study.result.VehicleResult;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is studied: not a millijoule and not a micro-penny is lost, in the sums or in the files. */
class ConservationTest {

    @TempDir
    private Path out;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "11|2|2|''|right|'isolated: true, shared-vehicles: [1, 2]'",
                "12|3|1|', charger-limit: 3.7 kW'|right|'shared-vehicles: [1]'",
                "13|2|3|', window: 2 kWh, always-plugged: true, initial-cost: 12.3456 p/kWh'|paper|'shared-vehicles: [3]'",
            })
    void energyAndMoneyClose(long seed, int prosumers, int vehicles, String vehicle, String scale, String runs)
            throws IOException {
        var host = new FixtureHost();
        var scenario = SmallStudy.scenario(seed, prosumers, vehicles, vehicle, scale, runs);

        var results = SmallStudy.run(scenario, out, 2, host).results();

        for (RunResult run : results.runs()) {
            assertThat(run.periods()).isEqualTo(1_440);
            assertThat(run.moneyMismatch()).isEqualTo(Money.ZERO);
            for (VehicleResult each : run.vehicles()) {
                assertThat(each.start().energy().plus(each.stored()).plus(each.charged()))
                        .as(
                                "in = out + held, %s of %s",
                                each.vehicle(), run.run().title())
                        .isEqualTo(each.end().energy().plus(each.released()).plus(each.driven()));
            }
            assertThat(run.traded())
                    .isEqualTo(run.stored().plus(run.released()))
                    .isNotEqualTo(Energy.ZERO);
            assertThat(run.prosumerBenefit().micropence())
                    .as("no one does worse")
                    .isNotNegative();
            filesCarryTheSums(run);
        }
        assertThat(host.optimalMatchings()).isNotEmpty().allSatisfy(ConservationTest::beatsGreedy);
    }

    private static void beatsGreedy(MatchingResult result) {
        assertThat(result.forecastEnergy()).isGreaterThanOrEqualTo(result.greedyEnergy());
    }

    private void filesCarryTheSums(RunResult run) throws IOException {
        var folder = out.resolve("runs").resolve(run.run().id());
        long exchanged = 0;
        for (String[] row : rows(folder.resolve("exchange.csv"))) {
            exchanged += Long.parseLong(row[4]);
        }
        assertThat(exchanged).isEqualTo(run.traded().millijoules());

        long settled = 0;
        Map<String, BigDecimal> accounts = new HashMap<>();
        for (String[] row : rows(folder.resolve("settlement.csv"))) {
            settled += Long.parseLong(row[8]);
            assertThat(new BigDecimal(row[9])).isBetween(new BigDecimal("6.4"), new BigDecimal("29.49"));
            var amount = new BigDecimal(row[14]);
            accounts.merge(row[5], amount.negate(), BigDecimal::add);
            accounts.merge(row[6], amount, BigDecimal::add);
        }
        assertThat(settled).isEqualTo(exchanged);
        assertThat(accounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isZero();
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }
}
