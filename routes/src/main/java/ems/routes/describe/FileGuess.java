package ems.routes.describe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.ColumnMapping.MeterUnit;
import ems.routes.describe.HeadWords.Role;
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
    private static final Set<String> PLUG_WORDS = Set.of("charging", "plugged", "plug");
    private static final Set<String> DRIVEN_WORDS = Set.of("driven", "driving", "consumption", "trip", "drive");
    private static final Set<String> CAR_WORDS = Set.of("vehicle", "car", "ev", "fahrzeug");
    /** These tell of a vehicle, and do not name it. */
    private static final Set<String> NO_NAME_WORDS = Set.of(
            "type",
            "model",
            "class",
            "kind",
            "time",
            "kwh",
            "wh",
            "kw",
            "soc",
            "km",
            "distance",
            "energy",
            "charge",
            "capacity",
            "battery",
            "consumption");

    private static final Set<String> STATION_WORDS =
            Set.of("station", "cs", "charging", "plugged", "plug", "connect", "connected");
    private static final Set<String> NO_STATION_WORDS = Set.of("kwh", "wh", "kw", "power", "energy", "cost", "time");
    private static final int MOST_PARTIES = 10_000;
    private static final int MOST_KINDS = 6;
    /** Clocks that go back repeat a few times; rows of several parties repeat nearly all. */
    private static final double FEWEST_REPEATS = 0.2;

    private final SampleRows rows;
    private final Map<Integer, NumberForm> numbers = new HashMap<>();
    private final List<String> unsure = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private int timeColumn = -1;
    private int clockColumn = -1;
    private int arrivalColumn = -1;
    private @Nullable TimeForm time;
    private int partyColumn = -1;
    private int kindColumn = -1;
    private final Map<String, Role> kinds = new LinkedHashMap<>();

    FileGuess(SampleRows rows) {
        this.rows = rows;
        if (rows.rows().isEmpty()) {
            throw new IllegalArgumentException(
                    rows.name() + ": no row stands below the heads in line " + rows.headLine());
        }
        findTime();
        TripHeads.in(rows, timeColumn).ifPresent(trips -> {
            timeColumn = trips.departure();
            clockColumn = -1;
            arrivalColumn = trips.arrival();
            time = trips.leaving();
            unsure.addAll(trips.unsure());
        });
        for (int i = 0; i < rows.heads().size(); i++) {
            if (i != timeColumn && i != clockColumn && i != arrivalColumn) {
                int column = i;
                NumberForm.of(rows.column(i)).ifPresent(form -> numbers.put(column, form));
            }
        }
        findKinds();
        findParty();
    }

    /** A column each of whose few values says production or consumption: these stand below one another. */
    private void findKinds() {
        for (int i = 0; i < rows.heads().size() && kindColumn < 0; i++) {
            Map<String, Role> found = new LinkedHashMap<>();
            if (i != timeColumn && i != clockColumn && !numbers.containsKey(i)) {
                Set.copyOf(rows.column(i)).stream()
                        .sorted()
                        .limit(MOST_KINDS + 1L)
                        .forEach(value ->
                                found.put(value, HeadWords.of(value).role().orElse(Role.OTHER)));
            }
            if (!found.isEmpty()
                    && found.size() <= MOST_KINDS
                    && found.values().stream().allMatch(role -> role == Role.PRODUCTION || role == Role.CONSUMPTION)) {
                kindColumn = i;
                kinds.putAll(found);
            }
        }
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
        if (isOfTrips()) {
            for (int i = rows.heads().size() - 1; i >= 0; i--) {
                var words = words(rows.heads().get(i));
                boolean names = words.stream().anyMatch(CAR_WORDS::contains)
                        && words.stream().noneMatch(NO_NAME_WORDS::contains);
                partyColumn = i != timeColumn && i != arrivalColumn && names ? i : partyColumn;
            }
            return;
        }
        Set<String> apart = new LinkedHashSet<>();
        for (int i = 0; i < rows.rows().size(); i++) {
            apart.add(kind(i) + "\n" + time().instants().get(i));
        }
        int distinct = apart.size();
        int all = time().instants().size();
        boolean areMostlyRepeated = all - distinct >= all * FEWEST_REPEATS;
        for (int i = 0; i < rows.heads().size() && distinct < all; i++) {
            boolean candidate = isParty(i) || areMostlyRepeated && !numbers.containsKey(i);
            if (candidate && i != timeColumn && i != clockColumn && i != kindColumn && timesDifferWithin(i)) {
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
            repeats += seen.add(rows.rows().get(i).get(column) + "\n" + kind(i) + "\n"
                            + time().instants().get(i))
                    ? 0
                    : 1;
        }
        return repeats * 20 < rows.rows().size();
    }

    private String kind(int row) {
        return kindColumn < 0 ? "" : rows.rows().get(row).get(kindColumn);
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

    /** The column that says whether a row is production or consumption. */
    Optional<String> kindHead() {
        return kindColumn < 0 ? Optional.empty() : Optional.of(rows.heads().get(kindColumn));
    }

    /** What stands in it, and what that means; empty without such a column. */
    Map<String, Role> kinds() {
        return kinds;
    }

    /**
     * Whether a column goes one way only, as a meter's register does, among the rows of one party and kind.
     *
     * @param party what stands in its column; empty for all rows
     */
    boolean goesOneWay(int column, Optional<String> party, Optional<Role> role) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < rows.rows().size(); i++) {
            var row = rows.rows().get(i);
            boolean its =
                    party.isEmpty() || partyColumn < 0 || row.get(partyColumn).equals(party.get());
            if (its && (role.isEmpty() || kindColumn < 0 || role.get() == kinds.get(kind(i)))) {
                cells.add(row.get(column));
            }
        }
        return NumberForm.of(cells).filter(NumberForm::goesOneWay).isPresent();
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

    /**
     * A unit that stands in a column of its own, or in the words for production and consumption, the same in each of these rows.
     *
     * @param party what stands in its column; empty for all rows
     */
    Optional<MeterUnit> unitOfRows(Optional<String> party) {
        var column = textColumn(Set.of("unit", "units", "uom"))
                .or(() -> Optional.of(kindColumn).filter(each -> each >= 0));
        return column.map(each -> {
                    Set<String> units = new TreeSet<>();
                    for (List<String> row : rows.rows()) {
                        if (party.isEmpty()
                                || partyColumn < 0
                                || row.get(partyColumn).equals(party.get())) {
                            units.add(HeadWords.of(row.get(each))
                                    .unit()
                                    .map(MeterUnit::name)
                                    .orElse(""));
                        }
                    }
                    return units;
                })
                .filter(units -> units.size() == 1 && !units.contains(""))
                .map(units -> MeterUnit.valueOf(units.iterator().next()));
    }

    /** The column of places, if it is a file of cars. */
    Optional<Integer> placeColumn() {
        return textColumn(PLACE_WORDS);
    }

    private Optional<Integer> textColumn(Set<String> named) {
        for (int i = 0; i < rows.heads().size(); i++) {
            if (i != timeColumn
                    && i != arrivalColumn
                    && i != partyColumn
                    && i != kindColumn
                    && !numbers.containsKey(i)
                    && words(rows.heads().get(i)).stream().anyMatch(named::contains)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The column of driving energy, if it is a file of cars. */
    Optional<Integer> drivenColumn() {
        return drivenColumnWithUnit()
                .or(() -> numberColumn(words -> words.stream().anyMatch(DRIVEN_WORDS::contains)));
    }

    private Optional<Integer> drivenColumnWithUnit() {
        return numberColumn(words ->
                words.stream().anyMatch(DRIVEN_WORDS::contains) && (words.contains("kwh") || words.contains("wh")));
    }

    /** The column of the battery's state of charge. */
    Optional<Integer> chargeColumn() {
        return numberColumn(words -> words.contains("soc") || words.containsAll(List.of("state", "of", "charge")));
    }

    private Optional<Integer> numberColumn(Predicate<List<String>> named) {
        for (int column = 0; column < rows.heads().size(); column++) {
            if (numbers.containsKey(column) && named.test(words(rows.heads().get(column)))) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** Whether each row is a trip of a car. */
    boolean isOfTrips() {
        return arrivalColumn >= 0;
    }

    Optional<String> arrivalHead() {
        return arrivalColumn < 0 ? Optional.empty() : Optional.of(rows.heads().get(arrivalColumn));
    }

    /** The column that says whether, or where, a car is plugged in as it arrives. */
    Optional<Integer> stationColumn() {
        for (int i = 0; i < rows.heads().size(); i++) {
            if (i != timeColumn
                    && i != arrivalColumn
                    && i != partyColumn
                    && words(rows.heads().get(i)).stream().anyMatch(STATION_WORDS::contains)
                    && words(rows.heads().get(i)).stream().noneMatch(NO_STATION_WORDS::contains)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The first column of numbers whose head has one of these words and none of the others. */
    Optional<Integer> numbersNamed(Set<String> named, Set<String> not) {
        return numberColumn(words ->
                words.stream().anyMatch(named::contains) && words.stream().noneMatch(not::contains));
    }

    /** A home may have a place and a consumption, but no plug. */
    boolean isOfCars() {
        if (isOfTrips()) {
            return true;
        }
        boolean plugs = placeColumn()
                .filter(place -> words(rows.heads().get(place)).stream().anyMatch(PLUG_WORDS::contains))
                .isPresent();
        return plugs && (drivenColumn().isPresent() || chargeColumn().isPresent())
                || placeColumn().isPresent() && drivenColumnWithUnit().isPresent() && partyColumn >= 0;
    }

    boolean hasDecimalComma() {
        return numbers.values().stream().anyMatch(NumberForm::comma);
    }

    /** The step from time to time of one party that is met most often, in whatever order its rows stand. */
    Optional<Duration> interval() {
        Map<String, Order> instants = new HashMap<>();
        for (int i = 0; i < rows.rows().size(); i++) {
            String party = partyColumn < 0 ? "" : rows.rows().get(i).get(partyColumn);
            var order = instants.computeIfAbsent(party, first -> new Order(MatchingPeriod.SAMPLE));
            try {
                order.of(time().instants().get(i));
            } catch (IllegalArgumentException mistyped) {
                // a time that is years away says nothing of the distance between rows
            }
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
