package ems.market.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.market.fixture.Machine;
import ems.market.matching.solver.Family;

/** Measures all solvers on all families of problems in one run and prints one report: {@code ./ems benchmark matching}. */
final class MatchingReport {

    private static final List<Size> WITH_PEERS = List.of(
            Size.square(100),
            Size.square(500),
            Size.square(1_000),
            Size.square(2_000),
            Size.square(5_000),
            new Size(5_000, 500),
            new Size(500, 5_000));

    private static final List<Size> ALONE = List.of(Size.square(10_000), Size.square(100_000), Size.square(1_000_000));
    private static final List<Size> ALL =
            Stream.of(WITH_PEERS, ALONE).flatMap(List::stream).toList();
    private static final Size LARGEST = ALONE.get(2);
    private static final Size OF_PEERS_MEMORY = Size.square(1_000);
    /** What a minute looks like. */
    static final Family OF_MEMORY = Family.RATE;

    private static final String NOBODY = "the problem alone";

    /** For those who cannot wait. */
    private static final Path SO_FAR = Path.of("target", "matching.txt");

    private final Machine machine = new Machine();
    private final List<Family> families;
    private final List<Contestant> contestants;
    private final Table table;

    private MatchingReport(List<Family> families, Optional<SciPy> sciPy) {
        this.families = families;
        this.contestants = Stream.concat(
                        Stream.of(Solver.values()).map(Contestant::of),
                        sciPy.stream().map(Contestant::of))
                .toList();
        this.table = new Table(contestants.stream().map(Contestant::name).toList());
    }

    /** @param args names of families; all if there are none */
    public static void main(String[] args) throws Exception {
        System.setProperty("jmh.ignoreLock", "true");
        List<Family> named = Stream.of(args)
                .flatMap(arg -> Stream.of(arg.split("[ ,]+")))
                .filter(name -> !name.isEmpty())
                .map(MatchingReport::family)
                .toList();
        var sciPy = SciPy.find(Path.of("src", "jmh", "python", "assignment.py"));
        if (sciPy.isEmpty()) {
            tell("no python3 here has SciPy, so its column is missing: apt-get install -y python3-scipy");
        }
        var report = new MatchingReport(named.isEmpty() ? List.of(Family.values()) : named, sciPy);
        report.measureTimes();
        report.measureMemory();
        System.out.println(report.text());
    }

    private String text() throws IOException {
        return machine.under("Matching beside the solvers of others: ./ems benchmark matching")
                + System.lineSeparator()
                + table.text();
    }

    private static Family family(String name) {
        return Stream.of(Family.values())
                .filter(family -> family.toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("no family is called " + name + ": " + List.of(Family.values())));
    }

    private void measureTimes() throws Exception {
        for (Family family : families) {
            var ours = contestants.get(0);
            measure(ours, family, ALL);
            for (Contestant peer : contestants.subList(1, contestants.size())) {
                measure(peer, family, WITH_PEERS);
            }
            Files.writeString(SO_FAR, text());
        }
    }

    private void measure(Contestant contestant, Family family, List<Size> sizes) throws Exception {
        var prediction = new Prediction(contestant);
        for (Size size : sizes) {
            var cell = Cell.SKIPPED;
            if (!prediction.isTooLong(size)) {
                cell = contestant.measure().of(family, size, prediction.seconds(size));
                prediction.learn(size, cell.seconds());
            }
            table.put(contestant.name(), family, size, cell);
            tell(contestant.name() + ", " + family + ", " + size + ": " + cell);
        }
    }

    private void measureMemory() throws Exception {
        for (Contestant contestant : contestants) {
            table.putMemory(
                    contestant.name(), OF_PEERS_MEMORY, contestant.memory().of(OF_MEMORY, OF_PEERS_MEMORY));
            tell(contestant.name() + ", memory measured");
        }
        table.putMemory(NOBODY, OF_PEERS_MEMORY, PeakMemory.of(Optional.empty(), OF_MEMORY, OF_PEERS_MEMORY));
        var ours = contestants.get(0);
        table.putMemory(ours.name(), LARGEST, ours.memory().of(OF_MEMORY, LARGEST));
        table.putMemory(NOBODY, LARGEST, PeakMemory.of(Optional.empty(), OF_MEMORY, LARGEST));
    }

    private static void tell(String what) {
        System.err.println(what);
    }
}
