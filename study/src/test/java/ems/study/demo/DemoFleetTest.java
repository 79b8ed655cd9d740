package ems.study.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.telemetry.MeterReading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DemoFleetTest {

    private static final Instant START = Instant.parse("2019-08-05T00:00:00Z");
    private static final LocalDate MONDAY = LocalDate.parse("2019-08-05");
    private static final int DAYS = 28;

    /** Means over four August weeks, beside the plausible real agents that the paper's tables hint at. */
    @ParameterizedTest
    @CsvSource({
        // agent, PV kWh/d, load kWh/d, |net| kWh/d, each from and to
        "L1, 1.5, 2.6, 13.5, 16.5, 11.5, 15.0",
        "L2, 0.0, 0.0, 22.0, 26.0, 22.0, 26.0",
        "L3, 3.2, 4.8, 8.2, 10.5, 7.3, 9.7",
        "R2, 2.2, 3.5, 1.2, 1.9, 2.4, 4.2",
        "Z0, 13.0, 18.0, 14.0, 17.0, 16.0, 22.0",
    })
    void agentsHaveThePapersSizes(
            String agent, double pv, double pvTo, double load, double loadTo, double net, double netTo) {
        var fleet = new DemoFleet(7, 5, 5);
        double produced = 0;
        double consumed = 0;
        double exchanged = 0;
        for (int i = 0; i < DAYS * 8_640; i++) {
            var reading = fleet.reading(new ProsumerId(agent), START.plusSeconds(10L * i));
            produced += reading.production().milliwatts();
            consumed += reading.consumption().milliwatts();
            exchanged += reading.perSample().net().energy().millijoules() / 10.0;
        }

        assertThat(produced / 3.6e8 / DAYS).isBetween(pv, pvTo);
        assertThat(consumed / 3.6e8 / DAYS).isBetween(load, loadTo);
        assertThat(exchanged / 3.6e8 / DAYS).isBetween(net, netTo);
    }

    @Test
    void aHomeMeasuresTheSameInAnyFleet() {
        for (ProsumerId home : DemoFleet.prosumerIds(8)) {
            assertThat(DemoFleet.with(home, 7).reading(home, START.plusSeconds(43_200)))
                    .isEqualTo(new DemoFleet(7, 50, 50).reading(home, START.plusSeconds(43_200)));
        }
        assertThatThrownBy(() -> DemoFleet.with(new ProsumerId("L9"), 7))
                .hasMessage("the demonstration has no home L9: it has [L1, L2, L3, R2, Z0, H6] and so on");
    }

    @Test
    void nightsAreDarkAndTheMiddayPeakFitsThePanels() {
        var fleet = new DemoFleet(7, 5, 5);
        var z0 = new ProsumerId("Z0");

        assertThat(fleet.reading(z0, START.plusSeconds(3_600)).production().milliwatts())
                .isZero();
        long peak = 0;
        for (int i = 0; i < 8_640; i++) {
            peak = Math.max(
                    peak,
                    fleet.reading(z0, START.plusSeconds(10L * i)).production().milliwatts());
        }
        assertThat(peak).isBetween(1_800_000L, 3_000_000L);
    }

    @Test
    void carsDriveAWeekThatLeavesAWindowAndMostlyStandPluggedIn() {
        var fleet = new DemoFleet(7, 5, 5);

        for (VehicleId car : fleet.vehicles()) {
            double kilowattHours = 0;
            int plugged = 0;
            for (int day = 0; day < 7; day++) {
                for (var status : fleet.statuses(car, MONDAY.plusDays(day))) {
                    kilowattHours += status.driven().millijoules() / 3.6e9;
                    plugged += status.pluggedIn() ? 1 : 0;
                }
            }
            assertThat(kilowattHours).as("%s, kWh a week", car).isBetween(9.0, 47.0);
            assertThat(plugged / 2_016.0).as("%s, share plugged in", car).isBetween(0.6, 0.99);
        }
    }

    /** The same number on every Java version and machine: change it only together with the generator. */
    @Test
    void aDayHasAFixedFingerprint() throws Exception {
        var fleet = new DemoFleet(7, 8, 3);
        var digest = MessageDigest.getInstance("SHA-256");
        for (ProsumerId prosumer : fleet.prosumers()) {
            for (int i = 0; i < 8_640; i += 7) {
                update(
                        digest,
                        fleet.reading(prosumer, START.plusSeconds(10L * i)).toString());
            }
        }
        for (VehicleId car : fleet.vehicles()) {
            update(digest, fleet.statuses(car, MONDAY).toString());
        }

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("22ff13b2f45310d98959960536cc608c4f3fab6d696bf2d0a2e28993bda34e29");
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 60)
    void anyInstantOfAnySeedIsPlausible(
            @ForAll long seed, @ForAll @IntRange(max = 11) int home, @ForAll @IntRange(max = 40_000_000) int second) {
        var fleet = new DemoFleet(seed, 12, 1);
        MeterReading reading =
                fleet.reading(fleet.prosumers().get(home), Instant.ofEpochSecond(1_560_000_000L + second));

        assertThat(reading.production().milliwatts()).isBetween(0L, 5_000_000L);
        assertThat(reading.consumption().milliwatts()).isBetween(1_000L, 60_000_000L);
        assertThat(reading.at().getEpochSecond() % 10).isZero();
    }

    @Property(tries = 60)
    void anyDayOfAnyCarIsPlausible(
            @ForAll long seed, @ForAll @IntRange(max = 9) int car, @ForAll @IntRange(max = 3_000) int day) {
        var fleet = new DemoFleet(seed, 1, 10);

        var statuses = fleet.statuses(fleet.vehicles().get(car), MONDAY.plusDays(day));

        assertThat(statuses).hasSize(288);
        assertThat(statuses.get(0).pluggedIn()).as("at home at midnight").isTrue();
        assertThat(statuses.stream()
                        .mapToLong(each -> each.driven().millijoules())
                        .sum())
                .as("mJ a day")
                .isBetween(0L, 40 * 3_600_000_000L);
    }

    @Test
    void theOrderOfAskingDoesNotMatter() {
        var first = new DemoFleet(3, 5, 5);
        var second = new DemoFleet(3, 5, 5);
        var later = START.plusSeconds(86_400 * 9 + 43_210);
        var z0 = new ProsumerId("Z0");

        var before = first.reading(z0, START.plusSeconds(40_000));
        second.reading(new ProsumerId("L1"), later);

        assertThat(second.reading(z0, later)).isEqualTo(first.reading(z0, later));
        assertThat(second.reading(z0, START.plusSeconds(40_000))).isEqualTo(before);
    }

    @Test
    void strangersAndOddInstantsAreRefused() {
        var fleet = new DemoFleet(3, 5, 5);

        assertThatThrownBy(() -> fleet.reading(new ProsumerId("L9"), START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("L9");
        assertThatThrownBy(() -> fleet.status(new VehicleId("EV1"), START.plusSeconds(60)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whole multiples of 5 min");
    }
}
