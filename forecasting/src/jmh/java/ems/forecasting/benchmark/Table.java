package ems.forecasting.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ems.forecasting.network.SampleDay;

/** All that was timed, as text: a row for each task and contestant. */
final class Table {

    private static final int SECONDS_OF_A_PERIOD = 60;

    private final String ours;
    private final Map<Task, Map<String, Times>> times = new LinkedHashMap<>();

    /** @param ours with whom the others are compared */
    Table(String ours) {
        this.ours = ours;
    }

    Times times(Task task, String contestant) {
        return times.computeIfAbsent(task, row -> new LinkedHashMap<>())
                .computeIfAbsent(contestant, cell -> new Times());
    }

    String text(int rounds, double seconds) {
        List<String> lines = new ArrayList<>();
        lines.add("""
                One thread each, every contestant in a process of its own, in turn: %d rounds of %.0f ms for each task and contestant.
                Time of a call in the best and in the median round, and how many times ours with vectors.
                """.formatted(rounds, seconds * 1e3));
        lines.add("%-28s%-34s%10s%12s%10s%10s".formatted("task", "", "best", "median", "best", "median"));
        for (Task task : Task.values()) {
            if (!task.isOursAlone()) {
                times.get(task).keySet().forEach(contestant -> lines.add(line(task, contestant)));
            }
        }
        lines.add("");
        return String.join(System.lineSeparator(), lines);
    }

    private String line(Task task, String contestant) {
        var theirs = times(task, contestant);
        var base = times(task, ours);
        String row = "%-28s%-34s%10s%12s"
                .formatted(task, contestant, Times.text(theirs.best()), Times.text(theirs.median()));
        return contestant.equals(ours)
                ? row
                : row + "%10s%10s".formatted(ratio(theirs.best(), base.best()), ratio(theirs.median(), base.median()));
    }

    private static String ratio(double theirs, double base) {
        return Times.threeDigits(theirs / base) + "x";
    }

    /** @param measuredBytes by which a model let the heap grow */
    String alone(long measuredBytes) {
        List<String> lines = new ArrayList<>();
        lines.add("Ours alone: %,d models of their own, a step of 32 windows each, one after the other on one thread"
                .formatted(Population.MODELS));
        times.get(Task.MODELS)
                .forEach((contestant, each) -> lines.add("%-32s%10s a step at best, %s in the median"
                                .formatted(contestant, Times.text(each.best()), Times.text(each.median()))
                        + "; each once in %d s: %.2f %% and %.2f %% of a core"
                                .formatted(SECONDS_OF_A_PERIOD, share(each.best()), share(each.median()))));
        lines.add(
                "Memory of a model: %,d bytes (%,d parameters and Adam's two memories of each), measured in the heap %,d"
                        .formatted(Work.bytesOfAModel(SampleDay.SHAPE), SampleDay.SHAPE.parameters(), measuredBytes));
        lines.add("");
        lines.addAll(limit());
        lines.add("");
        return String.join(System.lineSeparator(), lines);
    }

    private static double share(double step) {
        return 100 * Population.MODELS * step / SECONDS_OF_A_PERIOD;
    }

    private List<String> limit() {
        double operations = Work.operationsOfAStep(SampleDay.SHAPE, SampleDay.BATCH);
        double peak = 2 / times(Task.PEAK, ours).best();
        List<String> lines = new ArrayList<>();
        lines.add(
                "The matrix products of a step are %.2f million operations. A core made at most %.0f GFLOP/s in this run:"
                        .formatted(operations / 1e6, peak / 1e9));
        lines.add("fused multiply-adds in registers, no memory, best round. Best step beside it:");
        times.get(Task.STEP)
                .forEach((contestant, each) -> lines.add("%-32s%8.1f GFLOP/s%6.1f %% of the peak"
                        .formatted(contestant, operations / each.best() / 1e9, 100 * operations / each.best() / peak)));
        return lines;
    }
}
