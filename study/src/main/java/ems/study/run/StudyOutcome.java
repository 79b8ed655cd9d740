package ems.study.run;

import java.time.Duration;

import ems.study.result.PaperTables;
import ems.study.result.Results;
import ems.study.result.Savings;
import ems.study.result.Summary;

/**
 * A study that went through.
 *
 * @param time that its runs took together, side by side
 */
public record StudyOutcome(Results results, Duration time) {

    public long periods() {
        return results.runs().stream().mapToLong(run -> run.periods()).sum();
    }

    public long periodsPerSecond() {
        return periods() * 1_000 / Math.max(1, time.toMillis());
    }

    /** What was saved, the tables, the closure and the pace, for a console. */
    public String text() {
        var text = new StringBuilder();
        results.inputs()
                .notes()
                .forEach(note -> text.append("Note on the data: ").append(note).append('\n'));
        var savings = new Savings(results);
        text.append(savings.table().text()).append('\n');
        new PaperTables(results)
                .all()
                .forEach(table -> text.append(table.text()).append('\n'));
        var summary = new Summary(results);
        text.append(summary.regret().text()).append('\n');
        text.append(savings.headline()).append('\n');
        text.append(summary.closure()).append('\n');
        return text.append(periods() + " periods, " + periodsPerSecond() + " periods per second.")
                .append('\n')
                .toString();
    }
}
