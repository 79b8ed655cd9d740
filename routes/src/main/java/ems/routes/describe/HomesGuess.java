package ems.routes.describe;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ems.market.telemetry.ColumnMapping.MeterUnit;
import ems.routes.describe.HeadWords.Role;

/** Which homes files of meters seem to hold, which columns are theirs, and in which unit they count. */
final class HomesGuess {

    private static final BigDecimal MOST_KILOWATTS = BigDecimal.valueOf(200);
    private static final BigDecimal NIGHT_DRAW = new BigDecimal("-0.1");

    private final List<FileGuess> files;
    private final List<String> unsure = new ArrayList<>();
    private final Map<String, Home> homes = new LinkedHashMap<>();
    private final MeterUnit unit;

    HomesGuess(List<FileGuess> files) {
        this.files = files;
        this.unit = guessedUnit();
        files.forEach(this::add);
    }

    /** A home's columns: name of the column by its role. */
    record Home(Map<Role, String> columns, Optional<String> party, Set<String> files) {

        boolean isAsIn(@Nullable Home other) {
            return other != null && columns.equals(other.columns) && party.equals(other.party);
        }
    }

    /** By their ids. */
    Map<String, Home> homes() {
        return homes;
    }

    MeterUnit unit() {
        return unit;
    }

    /** What was decided without a reason. */
    List<String> unsure() {
        return unsure;
    }

    private void add(FileGuess file) {
        Map<String, Map<Role, String>> byName = new LinkedHashMap<>();
        file.numbers().forEach((column, form) -> {
            if (file.isPartyColumn(column)) {
                return;
            }
            String head = file.rows().heads().get(column);
            var words = HeadWords.of(head);
            if (words.role().equals(Optional.of(Role.OTHER)) || isNoMeter(words, form, file)) {
                file.ignored().add(head);
                return;
            }
            String name = file.partyHead().isPresent() ? "" : words.party();
            var columns = byName.computeIfAbsent(name, none -> new LinkedHashMap<>());
            var role = role(words, head, form, file);
            if (columns.putIfAbsent(role, head) != null) {
                file.ignored().add(head);
            }
        });
        byName.forEach((name, columns) -> {
            if (columns.containsKey(Role.NET) && columns.size() > 1) {
                columns.remove(Role.NET);
            }
            for (String id : ids(name, file)) {
                var home = new Home(columns, party(id, file), new LinkedHashSet<>());
                homes.computeIfAbsent(freeId(HeadWords.id(id), home), none -> home)
                        .files()
                        .add(file.rows().name());
            }
        });
    }

    /** Two names may come out as one id: the second gets a number. */
    private String freeId(String id, Home home) {
        String free = id;
        for (int number = 2; homes.containsKey(free) && !home.isAsIn(homes.get(free)); number++) {
            free = id + "-" + number;
        }
        return free;
    }

    /** Without a word that says what it is, a column beside others that say it is something else. */
    private static boolean isNoMeter(HeadWords words, NumberForm form, FileGuess file) {
        boolean othersSay = file.numbers().keySet().stream()
                .map(column -> HeadWords.of(file.rows().heads().get(column)))
                .anyMatch(each -> each.role().filter(role -> role != Role.OTHER).isPresent());
        return words.role().isEmpty()
                && words.unit().isEmpty()
                && (othersSay || form.most().equals(form.least()));
    }

    private static Optional<String> party(String id, FileGuess file) {
        return file.partyHead().isPresent() ? Optional.of(id) : Optional.empty();
    }

    private static List<String> ids(String name, FileGuess file) {
        if (file.partyHead().isPresent()) {
            return List.copyOf(file.parties());
        }
        return List.of(name.isEmpty() ? HeadWords.id(file.rows().stem()) : name);
    }

    private static Role role(HeadWords words, String head, NumberForm form, FileGuess file) {
        boolean below = form.least().compareTo(NIGHT_DRAW) < 0;
        if (words.role().isPresent() && !(below && words.role().get() == Role.CONSUMPTION)) {
            if (words.role().get() == Role.NET) {
                file.unsure()
                        .add("'" + head + "' has a sign: positive was taken for energy from the main grid; if it is"
                                + " the other way, say positive: export");
            }
            return words.role().get();
        }
        if (below) {
            file.unsure()
                    .add("'" + head + "' falls below zero, so it was taken for a net: positive is from the main"
                            + " grid; if it is the other way, say positive: export");
            return Role.NET;
        }
        file.unsure().add("'" + head + "' does not say what it is: consumption was taken");
        return Role.CONSUMPTION;
    }

    private MeterUnit guessedUnit() {
        Set<MeterUnit> named = new LinkedHashSet<>();
        boolean oneWay = false;
        BigDecimal most = BigDecimal.ZERO;
        for (FileGuess file : files) {
            file.unitOfRows().ifPresent(named::add);
            for (var number : file.numbers().entrySet()) {
                var words = HeadWords.of(file.rows().heads().get(number.getKey()));
                if (!file.isPartyColumn(number.getKey())
                        && !words.role().equals(Optional.of(Role.OTHER))
                        && !isNoMeter(words, number.getValue(), file)) {
                    words.unit().ifPresent(named::add);
                    oneWay |= number.getValue().goesOneWay();
                    most = most.max(number.getValue().most());
                }
            }
        }
        if (named.size() > 1) {
            unsure.add("heads name several units, and a block has one: "
                    + named.stream()
                            .map(MeterUnit::word)
                            .reduce((a, b) -> a + " and " + b)
                            .orElse(""));
        }
        if (named.isEmpty()) {
            unsure.add("no head names a unit: " + (most.compareTo(MOST_KILOWATTS) > 0 ? "W" : "kW")
                    + " was taken because the largest value is " + most.toPlainString()
                    + "; energy a row would be Wh or kWh");
        }
        var unit = named.isEmpty()
                ? most.compareTo(MOST_KILOWATTS) > 0 ? MeterUnit.WATT : MeterUnit.KILOWATT
                : named.iterator().next();
        if (oneWay) {
            boolean kilo = unit.isKilo();
            if (!unit.isEnergy()) {
                unsure.add("a column goes one way only, so it was taken for a meter's register in "
                        + (kilo ? "kWh" : "Wh"));
            }
            unit = kilo ? MeterUnit.KILOWATT_HOUR_REGISTER : MeterUnit.WATT_HOUR_REGISTER;
        }
        return unit;
    }
}
