package ems.routes.describe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.ColumnMapping.MeterUnit;
import ems.routes.replay.Order;

import static java.util.Objects.requireNonNull;

/** What a file seems to be: its time, whose rows it has, and its columns of numbers. */
final class FileGuess {

    private static final Set<String> PARTY_WORDS = Set.of(
            "id",
            "lclid",
            "meter",
            "mprn",
            "mpan",
            "home",
            "house",
            "household",
            "site",
            "building",
            "party",
            "prosumer",
            "customer",
            "statistic",
            "entity",
            "ev",
            "vehicle",
            "car",
            "zaehler");
    private static final Set<String> PLACE_WORDS =
            Set.of("charging", "point", "plugged", "plug", "location", "place", "connected");
    private static final Set<String> DRIVEN_WORDS = Set.of("driven", "driving", "consumption", "trip", "drive");
    private static final int MOST_PARTIES = 10_000;
    /** Clocks that go back repeat a few times; rows of several parties repeat nearly all. */
    private static final double FEWEST_REPEATS = 0.2;

    private final SampleRows rows;
    private final Map<Integer, NumberForm> numbers = new HashMap<>();
    private final List<String> unsure = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private int timeColumn = -1;
    private int clockColumn = -1;
    private @Nullable TimeForm time;
    private int partyColumn = -1;

    FileGuess(SampleRows rows) {
        this.rows = rows;
        if (rows.rows().isEmpty()) {
            throw new IllegalArgumentException(
                    rows.name() + ": no row stands below the heads in line " + rows.headLine());
        }
        findTime();
        for (int i = 0; i < rows.heads().size(); i++) {
            if (i != timeColumn && i != clockColumn) {
                int column = i;
                NumberForm.of(rows.column(i)).ifPresent(form -> numbers.put(column, form));
            }
        }
        findParty();
    }

    private void findTime() {
        for (int i = 0; i < rows.heads().size() && time == null; i++) {
            var form = TimeForm.of(rows.column(i));
            if (form.isPresent()) {
                timeColumn = i;
                time = form.get();
            }
        }
        if (time == null) {
            throw new IllegalArgumentException(rows.name() + ": no column holds a time in every row: heads are "
                    + String.join(", ", rows.heads()) + "; times are read like 2019-08-04 00:15, 04/08/2019 00:15,"
                    + " or as seconds or milliseconds since 1970");
        }
        if (!time.hasClock()) {
            for (int i = 0; i < rows.heads().size(); i++) {
                if (i != timeColumn && TimeForm.areClocks(rows.column(i))) {
                    withClock(i);
                    return;
                }
            }
        }
    }

    private void withClock(int column) {
        var date = requireNonNull(time);
        String form = rows.column(column).get(0);
        String pattern = date.keys().get(0).replaceAll("^pattern: \"|\"$", "")
                + (form.chars().filter(c -> c == ':').count() == 2 ? " H:mm:ss" : " H:mm");
        List<String> both = new ArrayList<>();
        for (int i = 0; i < rows.rows().size(); i++) {
            both.add(rows.rows().get(i).get(timeColumn) + " "
                    + rows.rows().get(i).get(column));
        }
        TimeForm.parsed(both, pattern).ifPresent(instants -> {
            clockColumn = column;
            time = new TimeForm(List.of("pattern: \"" + pattern + "\""), instants, false, true, date.unsure());
        });
    }

    private void findParty() {
        int distinct = Set.copyOf(time().instants()).size();
        int all = time().instants().size();
        boolean areMostlyRepeated = all - distinct >= all * FEWEST_REPEATS;
        for (int i = 0; i < rows.heads().size() && distinct < all; i++) {
            boolean candidate = isParty(i) || areMostlyRepeated && !numbers.containsKey(i);
            if (candidate && i != timeColumn && i != clockColumn && timesDifferWithin(i)) {
                partyColumn = i;
                return;
            }
        }
        findOnlyParty();
        if (areMostlyRepeated) {
            unsure.add("times stand twice, and no column says whose row it is");
        } else if (distinct < all && !time().hasOffset()) {
            unsure.add("some times stand twice: if clocks went back there, say time.zone, such as zone: Europe/London");
        }
    }

    /** A file may hold one party, or begin with one. */
    private void findOnlyParty() {
        for (int i = 0; i < rows.heads().size(); i++) {
            if (i != timeColumn
                    && i != clockColumn
                    && isParty(i)
                    && Set.copyOf(rows.column(i)).size() == 1
                    && !rows.column(i).get(0).isEmpty()) {
                partyColumn = i;
                return;
            }
        }
    }

    private boolean isParty(int column) {
        return words(rows.heads().get(column)).stream().anyMatch(PARTY_WORDS::contains);
    }

    /** Whether each value of the column has each time once, or nearly so. */
    private boolean timesDifferWithin(int column) {
        Set<String> values = new TreeSet<>(rows.column(column));
        if (values.size() < 2 || values.size() > MOST_PARTIES) {
            return false;
        }
        Set<String> seen = new LinkedHashSet<>();
        int repeats = 0;
        for (int i = 0; i < rows.rows().size(); i++) {
            repeats += seen.add(rows.rows().get(i).get(column) + "\n"
                            + time().instants().get(i))
                    ? 0
                    : 1;
        }
        return repeats * 20 < rows.rows().size();
    }

    static List<String> words(String head) {
        return List.of(head.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
    }

    SampleRows rows() {
        return rows;
    }

    TimeForm time() {
        return requireNonNull(time);
    }

    String timeHead() {
        return rows.heads().get(timeColumn);
    }

    Optional<String> clockHead() {
        return clockColumn < 0 ? Optional.empty() : Optional.of(rows.heads().get(clockColumn));
    }

    Optional<String> partyHead() {
        return partyColumn < 0 ? Optional.empty() : Optional.of(rows.heads().get(partyColumn));
    }

    /** What stands in the column that names the row's party, in order of first sight. */
    Set<String> parties() {
        return partyColumn < 0 ? Set.of() : rows.distinct(partyColumn, MOST_PARTIES);
    }

    Map<Integer, NumberForm> numbers() {
        return numbers;
    }

    boolean isPartyColumn(int column) {
        return column == partyColumn;
    }

    List<String> unsure() {
        return unsure;
    }

    List<String> ignored() {
        return ignored;
    }

    /** A unit that stands in a column of its own, the same in each row. */
    Optional<MeterUnit> unitOfRows() {
        return textColumn(Set.of("unit", "units", "uom"))
                .map(column -> Set.copyOf(rows.column(column)))
                .filter(values -> values.size() == 1)
                .flatMap(values -> HeadWords.of(values.iterator().next()).unit());
    }

    /** The column of places, if it is a file of cars. */
    Optional<Integer> placeColumn() {
        return textColumn(PLACE_WORDS);
    }

    private Optional<Integer> textColumn(Set<String> named) {
        for (int i = 0; i < rows.heads().size(); i++) {
            if (i != timeColumn
                    && i != partyColumn
                    && !numbers.containsKey(i)
                    && words(rows.heads().get(i)).stream().anyMatch(named::contains)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The column of driving energy, if it is a file of cars. */
    Optional<Integer> drivenColumn() {
        for (int column = 0; column < rows.heads().size(); column++) {
            var words = words(rows.heads().get(column));
            if (numbers.containsKey(column)
                    && words.stream().anyMatch(DRIVEN_WORDS::contains)
                    && (words.contains("kwh") || words.contains("wh"))) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    boolean isOfCars() {
        return placeColumn().isPresent() && drivenColumn().isPresent() && partyColumn >= 0;
    }

    boolean hasDecimalComma() {
        return numbers.values().stream().anyMatch(NumberForm::comma);
    }

    /** The step from time to time of one party that is met most often, in whatever order its rows stand. */
    Optional<Duration> interval() {
        Map<String, Order> instants = new HashMap<>();
        for (int i = 0; i < rows.rows().size(); i++) {
            String party = partyColumn < 0 ? "" : rows.rows().get(i).get(partyColumn);
            instants.computeIfAbsent(party, first -> new Order(MatchingPeriod.SAMPLE))
                    .of(time().instants().get(i));
        }
        Map<Long, Long> steps = new HashMap<>();
        instants.values().forEach(each -> each.steps().forEach((step, count) -> steps.merge(step, count, Long::sum)));
        return Order.usual(steps);
    }

    Instant first() {
        return time().instants().stream().min(Instant::compareTo).orElseThrow();
    }

    Instant last() {
        return time().instants().stream().max(Instant::compareTo).orElseThrow();
    }
}
