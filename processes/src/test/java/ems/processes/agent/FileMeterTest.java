package ems.processes.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.ProsumerId;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;
import ems.routes.telemetry.ReadingMessages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** A file that grows is followed, whatever else gets into it. */
class FileMeterTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final ProsumerId HOME = new ProsumerId("L1");

    @TempDir
    Path folder;

    private final List<String> complaints = new ArrayList<>();
    private Path file;

    @BeforeEach
    void create() throws IOException {
        file = Files.createFile(folder.resolve("readings.jsonl"));
    }

    private FileMeter meter() {
        return new FileMeter(file, HOME, complaints::add);
    }

    private static MeterReading reading(int number) {
        return new MeterReading(
                HOME, NOON.plusSeconds(10L * number), Duration.ofSeconds(10), Power.ZERO, new Power(number));
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private static String line(MeterReading reading) {
        return ReadingMessages.json(List.of(reading)) + '\n';
    }

    @Test
    void waitsForTheEndOfALine() throws IOException {
        var meter = meter();
        var line = line(reading(1));
        append(line.substring(0, 20));
        assertThat(meter.news()).isEmpty();
        append(line.substring(20));
        assertThat(meter.news()).containsExactly(reading(1));
        assertThat(meter.news()).isEmpty();
    }

    @Test
    void passesOverWhatIsNoReadingOfTheHome() throws IOException {
        var meter = meter();
        append("nonsense\n\n" + line(reading(1)).replace("L1", "L2") + line(reading(2)));
        assertThat(meter.news()).containsExactly(reading(2));
        assertThat(complaints).hasSize(2);
        assertThat(complaints.get(1)).contains("line 3", "L2");
    }

    @Test
    void saysThatTheFileHasBecomeShorter() throws IOException {
        append(line(reading(1)));
        var meter = meter();
        meter.news();
        Files.writeString(file, "");
        assertThatIOException().isThrownBy(meter::news).withMessageContaining("shorter");
    }

    @Test
    void readsTheEndOfALongFile() throws IOException {
        var lines = new StringBuilder();
        int last = 0;
        while (lines.length() < 10 << 20) {
            lines.append(line(reading(++last)));
        }
        append(lines.toString());
        var news = meter().news();
        assertThat(news.get(news.size() - 1)).isEqualTo(reading(last));
        assertThat(news.get(0).at()).isAfter(reading(1).at());
        assertThat(complaints).isEmpty();
    }
}
