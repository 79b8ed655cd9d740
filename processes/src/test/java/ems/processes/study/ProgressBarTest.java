package ems.processes.study;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressBarTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        "10, 100, 30, '10 of 100 periods, 30/s, 3 s left'",
        "10, 10000, 10, '10 of 10000 periods, 10/s, 16 min left'",
        "10, 1000000, 100, '10 of 1000000 periods, 100/s, 2 h 46 min left'",
        "10, 100, 0, '10 of 100 periods, 0/s'",
        "100, 100, 30, '100 of 100 periods, 30/s'"
    })
    void withoutATerminalALineSaysHowLongTheRestTakes(long done, long all, long perSecond, String line) {
        new ProgressBar(out, false).periods(done, all, perSecond);

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(line + System.lineSeparator());
    }

    @Test
    void withoutATerminalThereIsALineForEachTenthOfTheWay() {
        var bar = new ProgressBar(out, false);

        for (int done = 0; done <= 1_000; done++) {
            bar.periods(done, 1_000, 10);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(11);
    }

    @Test
    void onATerminalTheBarFillsInPlace() {
        try (var bar = new ProgressBar(out, true)) {
            bar.periods(50, 100, 10);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("\r[" + "#".repeat(20) + " ".repeat(20) + "] 50 of 100 periods, 10/s, 5 s left");
    }
}
