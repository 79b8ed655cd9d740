package ems.console.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import ems.console.fixture.Pictures;
import ems.console.fixture.SnapshotJson;

import static org.assertj.core.api.Assertions.assertThat;

/** The page reads these names and units. After a wanted change, take the new text from {@code target/golden}. */
class SnapshotJsonTest {

    private static final Path GOLDEN = Path.of("src/test/resources/ems/console");
    private static final Path WRITTEN = Path.of("target/golden");

    @TestFactory
    Stream<DynamicTest> theJsonHasTheShapeThatThePageReads() {
        return Stream.of(
                golden("trading.json", Pictures.trading()),
                golden("first-period.json", Pictures.firstPeriod()),
                golden("broken.json", Pictures.broken()));
    }

    @Test
    void numbersAreWrittenWithoutExponents() {
        assertThat(SnapshotJson.of(MarketSnapshots.of(Pictures.trading())))
                .doesNotContainPattern("\\d[eE][+-]?\\d+[,\\s]");
    }

    private static DynamicTest golden(String name, MarketSources sources) {
        return DynamicTest.dynamicTest(name, () -> {
            String json = SnapshotJson.of(MarketSnapshots.of(sources));
            write(name, json);
            assertThat(json).isEqualTo(Files.readString(GOLDEN.resolve(name)));
        });
    }

    private static void write(String name, String json) throws IOException {
        Files.createDirectories(WRITTEN);
        Files.writeString(WRITTEN.resolve(name), json);
    }
}
