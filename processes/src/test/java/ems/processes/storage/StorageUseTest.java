package ems.processes.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.processes.metrics.AlertTrial;

import static org.assertj.core.api.Assertions.assertThat;

class StorageUseTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    @TempDir
    Path data;

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private OptionalLong free = OptionalLong.of(48_000);
    private StorageUse use;

    private void measure(Duration afterNoon, int bytes) throws IOException {
        if (use == null) {
            use = new StorageUse(data, folder -> free, meters);
        }
        Files.createDirectories(data.resolve("archive/home"));
        Files.write(data.resolve("archive/home/file"), new byte[bytes]);
        use.measure(NOON.plus(afterNoon));
    }

    private double figure(String name) {
        return meters.get(name).gauge().value();
    }

    @Test
    void nothingIsKnownBeforeTheFirstLook() {
        use = new StorageUse(data, folder -> free, meters);
        assertThat(use.now()).isEmpty();
        assertThat(figure("ems.data.bytes")).isNaN();
    }

    @Test
    void growthIsKnownAfterAnHour() throws IOException {
        measure(Duration.ZERO, 1_000);
        measure(Duration.ofMinutes(59), 1_500);
        assertThat(use.now().orElseThrow().growthBytesPerDay()).isEmpty();
        assertThat(figure("ems.data.bytes")).isEqualTo(1_500);
        assertThat(figure("ems.data.growth.bytes.per.day")).isNaN();
        assertThat(figure("ems.disk.days.left")).isNaN();
        measure(Duration.ofHours(1), 2_000);
        assertThat(figure("ems.data.growth.bytes.per.day")).isEqualTo(24_000);
        assertThat(figure("ems.disk.free.bytes")).isEqualTo(48_000);
        assertThat(figure("ems.disk.days.left")).isEqualTo(2);
    }

    @Test
    void growthIsThatOfTheLastDay() throws IOException {
        measure(Duration.ZERO, 100);
        measure(Duration.ofHours(12), 5_000);
        measure(Duration.ofHours(36), 7_000);
        assertThat(use.now().orElseThrow().growthBytesPerDay()).hasValue(2_000);
    }

    @Test
    void whatShrinksDoesNotFillADisk() throws IOException {
        measure(Duration.ZERO, 3_000);
        measure(Duration.ofHours(24), 2_000);
        assertThat(figure("ems.data.growth.bytes.per.day")).isEqualTo(-1_000);
        assertThat(figure("ems.disk.days.left")).isNaN();
        measure(Duration.ofHours(48), 2_000);
        assertThat(figure("ems.data.growth.bytes.per.day")).isZero();
    }

    @Test
    void aDiskThatIsNotKnownIsNoTrouble() throws IOException {
        free = OptionalLong.empty();
        measure(Duration.ZERO, 1_000);
        measure(Duration.ofHours(2), 2_000);
        assertThat(figure("ems.disk.free.bytes")).isNaN();
        assertThat(figure("ems.disk.days.left")).isNaN();
        assertThat(figure("ems.data.growth.bytes.per.day")).isEqualTo(12_000);
    }

    @Test
    void aDiskThatFillsUpFiresItsAlert() throws Exception {
        AlertTrial.assumePossible();
        free = OptionalLong.of(1_000_000);
        measure(Duration.ZERO, 1_000);
        measure(Duration.ofHours(1), 1_001);
        var before = AlertTrial.figures(meters.scrape());
        free = OptionalLong.of(48_000);
        measure(Duration.ofHours(2), 3_000);
        var after = AlertTrial.figures(meters.scrape());
        assertThat(after).containsEntry("ems_disk_days_left", "2");
        new AlertTrial(before, after).fires("EmsDiskFillsUp", 70, Map.of(), "2").passes();
    }
}
