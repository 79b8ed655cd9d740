package ems.processes.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

import ems.processes.benchmark.TimedTasks.Spent;

/** Tasks by period: median and worst of each, and its share of the whole. */
final class TaskTable {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<String, List<Spent>> rows = new LinkedHashMap<>();
    private final List<Spent> totals = new ArrayList<>();

    void add(Map<String, Spent> steps, Spent total) {
        steps.forEach((step, spent) ->
                rows.computeIfAbsent(step, first -> new ArrayList<>()).add(spent));
        totals.add(total);
    }

    /** In ms. */
    double medianTotal() {
        return median(totals, Spent::wall);
    }

    String text() {
        var text = new StringBuilder(String.format(
                Locale.ROOT, "%-28s %9s %9s %7s %9s%n", "milliseconds", "median", "worst", "share", "CPU"));
        rows.forEach((step, spent) -> text.append(line(step, spent)));
        return text.append(line("whole period", totals)).toString();
    }

    private String line(String name, List<Spent> spent) {
        double median = median(spent, Spent::wall);
        return String.format(
                Locale.ROOT,
                "%-28s %9.1f %9.1f %6.1f%% %9.1f%n",
                name,
                median,
                worst(spent),
                100 * median / medianTotal(),
                median(spent, Spent::cpu));
    }

    static double worst(List<Spent> spent) {
        return spent.stream().mapToLong(Spent::wall).max().orElse(0) / NANOS_PER_MILLI;
    }

    static double median(List<Spent> spent, ToLongFunction<Spent> part) {
        long[] sorted = spent.stream().mapToLong(part).sorted().toArray();
        return sorted[sorted.length / 2] / NANOS_PER_MILLI;
    }
}
