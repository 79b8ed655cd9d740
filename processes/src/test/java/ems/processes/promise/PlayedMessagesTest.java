package ems.processes.promise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the runner wrote as it played a scenario that keeps its promise and one that does not. */
class PlayedMessagesTest {

    private static final String KEPT = "pricing/energy-prices.feature:7";

    @TempDir
    private Path folder;

    @Test
    void eachScenarioThatEndedHasItsOutcome() throws IOException {
        var outcomes = PlayedMessages.outcomes(written(played()));

        assertThat(outcomes).hasSize(2).containsEntry(KEPT, Outcome.KEPT);
        var broken = outcomes.entrySet().stream()
                .filter(outcome -> !outcome.getKey().equals(KEPT))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseThrow();
        assertThat(broken.kept()).isFalse();
        assertThat(broken.step()).matches("EV 3 sells 0\\.06 kWh to House Z0 at [0-9.]+ p/kWh");
        assertThat(broken.reason())
                .matches(
                        "Promised: EV-3 sells 0\\.06 kWh to House-Z0 at [0-9.]+ p/kWh\\. Came: EV-3 sells 0\\.06 kWh to House-Z0 at"
                                + " [0-9.]+ p/kWh\\.");
    }

    @Test
    void whatIsStillBeingWrittenCountsAsFarAsItIsThere() throws IOException {
        String whole = played();
        for (int length = 0; length < whole.length(); length += 501) {
            assertThat(PlayedMessages.outcomes(written(whole.substring(0, length)))
                            .size())
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aStepThatNobodyWroteIsSaidInWords() throws IOException {
        String undefined = played().replaceFirst("\"status\":\"FAILED\"", "\"status\":\"UNDEFINED\"");

        assertThat(PlayedMessages.outcomes(written(undefined)).values())
                .extracting(Outcome::reason)
                .contains("no step of this build says what this means");
    }

    private Path written(String messages) {
        try {
            return Files.writeString(folder.resolve("played.ndjson"), messages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String played() throws IOException {
        try (var played = PlayedMessagesTest.class.getResourceAsStream("played.ndjson")) {
            return new String(played.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
