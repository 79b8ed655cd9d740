package ems.processes.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Shows to Prometheus' own checker what a market told before a fault, for five minutes, and what it told after it, for a hundred:
 * the alerts of the fault should fire.
 */
public final class AlertTrial {

    static final Path MONITORING = Path.of("..", "docs", "monitoring");

    private static final Path CHECKER = Path.of("/usr/bin/promtool");
    private static final String RULES = "ems-alerts.yml";
    private static final Pattern FIGURE = Pattern.compile("(?m)^(ems_[a-z_]+)(?:\\{([^}]*?),?})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("\\{\\{ \\$labels\\.(\\w+) }}");
    private static final String RULE =
            "alert: %s\\n(?:.*\\n)*?\\s+labels: \\{ severity: (\\w+) }\\n(?:.*\\n)*?\\s+summary: \"(.*)\"\\n\\s+advice: \"(.*)\"";

    private final StringBuilder test = new StringBuilder(
                    "rule_files: [" + RULES + "]\nevaluation_interval: 1m\ntests:\n")
            .append("  - interval: 1m\n    input_series:\n");

    /** @param after a figure that is not in it is not told any more */
    public AlertTrial(Map<String, String> before, Map<String, String> after) {
        Map<String, String> all = new TreeMap<>(after);
        before.forEach((figure, value) -> all.putIfAbsent(figure, "stale"));
        all.forEach((figure, then) -> {
            var later = "stale".equals(then) ? " stale" : " " + then + "x100";
            test.append("      - { series: '")
                    .append(figure)
                    .append("', values: '")
                    .append(before.getOrDefault(figure, "0"))
                    .append("x5")
                    .append(later)
                    .append("' }\n");
        });
        test.append("    alert_rule_test:\n");
    }

    /** Skips a test where there is no checker. */
    public static void assumePossible() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHECKER),
                "There is no " + CHECKER + ", so no alert is checked; on Debian, apt-get install prometheus.");
    }

    /** What was scraped: figures with their labels, and values. A figure that is not a number is left out. */
    public static Map<String, String> figures(String scraped) {
        Map<String, String> figures = new LinkedHashMap<>();
        var line = FIGURE.matcher(scraped);
        while (line.find()) {
            if (!line.group(3).equals("NaN")) {
                var labels = line.group(2) == null ? "" : "{" + line.group(2) + "}";
                figures.put(line.group(1) + labels, line.group(3).replaceAll("\\.0$", ""));
            }
        }
        return figures;
    }

    /**
     * @param minute since the first of the five before the fault
     * @param labels besides the severity
     * @param value that the words name
     */
    public AlertTrial fires(String alert, int minute, Map<String, String> labels, String value) throws IOException {
        var rule = Pattern.compile(String.format(RULE, alert)).matcher(Files.readString(MONITORING.resolve(RULES)));
        assertThat(rule.find()).as(alert).isTrue();
        test.append("      - eval_time: ")
                .append(minute)
                .append("m\n        alertname: ")
                .append(alert)
                .append("\n        exp_alerts:\n          - exp_labels: { severity: ")
                .append(rule.group(1));
        labels.forEach(
                (name, label) -> test.append(", ").append(name).append(": ").append(label));
        test.append(" }\n            exp_annotations:\n")
                .append("              summary: \"")
                .append(filled(rule.group(2), labels, value))
                .append("\"\n")
                .append("              advice: \"")
                .append(filled(rule.group(3), labels, value))
                .append("\"\n");
        return this;
    }

    private static String filled(String words, Map<String, String> labels, String value) {
        return LABEL.matcher(words)
                .replaceAll(name -> Matcher.quoteReplacement(labels.get(name.group(1))))
                .replace("{{ $value }}", value);
    }

    /** They fire, as far as the checker sees. */
    public void passes() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("alerts");
        var rules = folder.resolve(RULES);
        var faults = folder.resolve("faults.yml");
        try {
            Files.copy(MONITORING.resolve(RULES), rules);
            Files.writeString(faults, test);
            check(folder, "test", "rules", faults.toString());
        } finally {
            Files.deleteIfExists(rules);
            Files.deleteIfExists(faults);
            Files.delete(folder);
        }
    }

    static void check(Path folder, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(CHECKER.toString()));
        command.addAll(List.of(words));
        var checker = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(checker.getInputStream().readAllBytes());
        assertThat(checker.waitFor(1, TimeUnit.MINUTES)).as(said).isTrue();
        assertThat(checker.exitValue()).as(said).isZero();
    }
}
