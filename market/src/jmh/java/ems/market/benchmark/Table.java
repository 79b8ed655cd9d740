package ems.market.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.matching.solver.Family;

/** All that was measured, as text: a row for each problem, a column for each solver, ours first. */
final class Table {

    private static final Size HUNDRED = Size.square(100);
    private static final Size FIVE_THOUSAND = Size.square(5_000);
    private static final Size HUNDRED_THOUSAND = Size.square(100_000);
    private static final Size MILLION = Size.square(1_000_000);
    private static final String NOT_MEASURED = "-";

    private final List<String> solvers;
    private final Map<Problem, Map<String, Cell>> rows = new LinkedHashMap<>();
    private final Map<Size, Map<String, Optional<PeakMemory>>> memory = new LinkedHashMap<>();

    Table(List<String> solvers) {
        this.solvers = solvers;
    }

    private record Problem(Family family, Size size) {}

    void put(String solver, Family family, Size size, Cell cell) {
        rows.computeIfAbsent(new Problem(family, size), row -> new HashMap<>()).put(solver, cell);
    }

    void putMemory(String solver, Size size, Optional<PeakMemory> peak) {
        memory.computeIfAbsent(size, row -> new LinkedHashMap<>()).put(solver, peak);
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("""
                Median time of a solve, in brackets how many times ours. To the peers' favour, building the table of pairs, the arcs or
                the graph is not timed; ours needs none. Growth: of our time, from the square problem before. Allocated: in the heap by
                each of our solves. Skipped: predicted from smaller ones to take more than %.0f s (ours: %.0f s). All values are equal
                wherever a solver ran, and our prices prove them.
                """.formatted(Contestant.PATIENCE_IN_SECONDS, Contestant.OUR_PATIENCE_IN_SECONDS));
        rows.keySet().stream()
                .map(Problem::family)
                .distinct()
                .map(family -> "%-12s%s".formatted(family, family.meaning()))
                .forEach(lines::add);
        lines.add("");
        lines.addAll(timeLines());
        lines.add("");
        lines.addAll(memoryLines());
        lines.add("");
        lines.addAll(targetLines());
        return String.join(System.lineSeparator(), lines);
    }

    private List<String> timeLines() {
        var head = new StringBuilder(
                "%-12s%17s%14s%8s%12s".formatted("family", "prosumers x EVs", ours(), "growth", "allocated"));
        peers().forEach(peer -> head.append("%24s".formatted(peer)));
        List<String> lines = new ArrayList<>(List.of(head.toString()));
        Problem before = null;
        for (Problem problem : rows.keySet()) {
            var line = new StringBuilder("%-12s%17s".formatted(problem.family(), problem.size()));
            var cell = cell(ours(), problem).orElseThrow();
            boolean grows = before != null
                    && before.family() == problem.family()
                    && problem.size().isSquare();
            line.append("%14s%8s%12s"
                    .formatted(
                            cell.isSkipped() ? "skipped" : cell,
                            grows ? ratio(cell, cell(ours(), before)) : "",
                            cell.isSkipped() ? NOT_MEASURED : cell.allocated()));
            for (String peer : peers()) {
                line.append("%24s"
                        .formatted(cell(peer, problem)
                                .map(theirs -> beside(theirs, cell))
                                .orElse(NOT_MEASURED)));
            }
            lines.add(line.toString());
            before = problem.size().isSquare() ? problem : before;
        }
        return lines;
    }

    private static String beside(Cell theirs, Cell ours) {
        return theirs.isSkipped() ? theirs.toString() : theirs + " (" + ratio(theirs, Optional.of(ours)) + ")";
    }

    private static String ratio(Cell cell, Optional<Cell> other) {
        return cell.isSkipped() || other.isEmpty() || other.get().isSkipped()
                ? ""
                : Cell.threeDigits(cell.seconds() / other.get().seconds()) + "x";
    }

    private List<String> memoryLines() {
        List<String> lines = new ArrayList<>();
        lines.add("""
                Memory of a fresh process that makes one problem of the family %s and solves it once: the smallest -Xmx of those tried,
                the peak of the whole process with it (VmHWM), and the seconds of the solve, cold.
                """.formatted(MatchingReport.OF_MEMORY));
        memory.forEach((size, peaks) -> peaks.forEach((solver, peak) -> lines.add(
                "%-20s%15s%s".formatted(solver, size, peak.map(Table::memory).orElse("   not found")))));
        return lines;
    }

    private static String memory(PeakMemory peak) {
        String heap = peak.heapMebibytes() == 0 ? NOT_MEASURED : "-Xmx" + peak.heapMebibytes() + "m";
        return "%12s%,10d MiB%10.3f s".formatted(heap, peak.mebibytes(), peak.seconds());
    }

    private List<String> targetLines() {
        List<String> lines = new ArrayList<>();
        for (Family family : List.of(Family.TIGHT, Family.RATE)) {
            timesFaster(family, FIVE_THOUSAND, 150).ifPresent(lines::add);
        }
        for (Family family : List.of(Family.TIGHT, Family.RATE)) {
            timesFaster(family, HUNDRED, 1 / 1.5).ifPresent(lines::add);
        }
        seconds(ours(), new Problem(Family.RATE, MILLION))
                .ifPresent(seconds -> lines.add(target("rate, 1,000,000: seconds", seconds, "<= 2", seconds <= 2)));
        Optional.ofNullable(memory.get(MILLION))
                .flatMap(peaks -> peaks.get(ours()))
                .ifPresent(peak ->
                        lines.add(target("rate, 1,000,000: MiB", peak.mebibytes(), "<= 300", peak.mebibytes() <= 300)));
        for (Family family : Family.values()) {
            growth(family)
                    .ifPresent(growth -> lines.add(
                            target(family + ", 100,000 to 1,000,000: growth", growth, "<= 12", growth <= 12)));
        }
        lines.add(0, "Targets");
        return lines;
    }

    private Optional<String> timesFaster(Family family, Size size, double wanted) {
        var problem = new Problem(family, size);
        return peers().stream()
                .flatMap(peer -> seconds(peer, problem).stream())
                .min(Double::compare)
                .flatMap(best -> seconds(ours(), problem).map(seconds -> best / seconds))
                .map(times -> target(
                        family + ", " + size + ": times as fast as the best peer",
                        times,
                        ">= " + Cell.threeDigits(wanted),
                        times >= wanted));
    }

    private Optional<Double> growth(Family family) {
        return seconds(ours(), new Problem(family, MILLION))
                .flatMap(million -> seconds(ours(), new Problem(family, HUNDRED_THOUSAND))
                        .map(hundredThousand -> million / hundredThousand));
    }

    private static String target(String what, double measured, String wanted, boolean met) {
        return "%-50s%10s   %-10s%s".formatted(what, Cell.threeDigits(measured), wanted, met ? "met" : "MISSED");
    }

    private Optional<Cell> cell(String solver, Problem problem) {
        return Optional.ofNullable(rows.getOrDefault(problem, Map.of()).get(solver));
    }

    private Optional<Double> seconds(String solver, Problem problem) {
        return cell(solver, problem).filter(cell -> !cell.isSkipped()).map(Cell::seconds);
    }

    private String ours() {
        return solvers.get(0);
    }

    private List<String> peers() {
        return solvers.subList(1, solvers.size());
    }
}
