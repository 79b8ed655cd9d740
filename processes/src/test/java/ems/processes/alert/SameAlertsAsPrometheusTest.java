package ems.processes.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import ems.processes.alert.AlertRule.Wrong;

import static org.assertj.core.api.Assertions.assertThat;

/** The market judges what the rules for Prometheus judge, save whether it is there: time, severity and advice are the same. */
class SameAlertsAsPrometheusTest {

    private static final Path RULES = Path.of("..", "docs", "monitoring", "ems-alerts.yml");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)\\s+expr: (.*)\\s+(?:for: (\\w+)\\s+)?"
            + "labels: \\{ severity: (\\w+) }\\s+annotations:\\s+summary: \"(.*)\"\\s+advice: \"(.*)\"");

    @Test
    void theyAreTheSame() throws IOException {
        Map<String, String> prometheus = new TreeMap<>();
        var found = ALERT.matcher(Files.readString(RULES));
        while (found.find()) {
            var lasting = found.group(3) == null ? Duration.ZERO : Duration.parse("PT" + found.group(3));
            prometheus.put(
                    found.group(1),
                    lasting + " " + found.group(4) + " " + grid(found.group(5)) + " " + grid(found.group(6)));
        }
        assertThat(prometheus.remove("EmsDown")).as("only others see it").isNotNull();

        Map<String, String> own = new TreeMap<>();
        Arrays.stream(AlertRule.values()).forEach(rule -> {
            var wrong = new Wrong(new Figure("", "GRID", "PART"), 7);
            own.put(
                    rule.id(),
                    rule.lasting() + " " + rule.severity().text() + " "
                            + rule.summary(wrong).replaceAll("7(\\.0)?", "VALUE") + " " + rule.advice(wrong));
        });
        assertThat(own).isEqualTo(prometheus);
    }

    private static String grid(String words) {
        return words.replace("{{ $labels.grid }}", "GRID")
                .replaceAll("\\{\\{ \\$labels\\.(step|target) }}", "PART")
                .replace("{{ $value }}", "VALUE");
    }
}
