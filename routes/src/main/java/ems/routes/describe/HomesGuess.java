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
    private final MeterUnit unitWithoutName;

    HomesGuess(List<FileGuess> files) {
        this.files = files;
        this.unitWithoutName = guessedUnit();
        files.forEach(this::add);
        joinTwo();
    }

    /**
     * A home's columns.
     *
     * @param columns name of the column by its role
     * @param units of the columns
     * @param files that hold each of the columns
     */
    record Home(
            Map<Role, String> columns,
            Map<Role, MeterUnit> units,
            Optional<String> party,
            Map<Role, Set<String>> files) {

        boolean isAsIn(@Nullable Home other) {
            return other != null
                    && columns.equals(other.columns)
                    && units.equals(other.units)
                    && party.equals(other.party);
        }

        /** Whether the other one has the production of this home's consumption, or the other way. */
        boolean isCompletedBy(Home other) {
            return party.equals(other.party)
                    && columns.size() == 1
                    && other.columns.size() == 1
                    && !columns.keySet().equals(other.columns.keySet())
                    && !columns.containsKey(Role.NET)
                    && !other.columns.containsKey(Role.NET);
        }

        /** Takes in what files say of it. */
        Home with(Home other) {
            other.columns.forEach(columns::putIfAbsent);
            other.units.forEach(units::putIfAbsent);
            other.files.forEach((role, names) ->
                    files.computeIfAbsent(role, none -> new LinkedHashSet<>()).addAll(names));
            return this;
        }

        /** All files that hold any of its columns. */
        Set<String> allFiles() {
            Set<String> all = new LinkedHashSet<>();
            files.values().forEach(all::addAll);
            return all;
        }

        /** Whether its columns stand in other files from one another. */
        boolean isApart() {
            return Set.copyOf(files.values()).size() > 1;
        }
    }

    /** By their ids. */
    Map<String, Home> homes() {
        return homes;
    }

    /** Of most of their columns. */
    MeterUnit unit() {
        Map<MeterUnit, Long> counts = new LinkedHashMap<>();
        homes.values().forEach(home -> home.units().values().forEach(each -> counts.merge(each, 1L, Long::sum)));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(unitWithoutName);
    }

    /** What was decided without a reason. */
    List<String> unsure() {
        return unsure;
    }

    private void add(FileGuess file) {
        Map<String, Map<Role, Integer>> byName = new LinkedHashMap<>();
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
            boolean added = false;
            for (Role role : roles(words, head, form, file)) {
                added |= columns.putIfAbsent(role, column) == null;
            }
            if (!added) {
                file.ignored().add(head);
            }
        });
        byName.forEach((name, columns) -> {
            if (columns.containsKey(Role.NET) && columns.size() > 1) {
                columns.remove(Role.NET);
            }
            for (String id : ids(name, file)) {
                put(HeadWords.id(id), home(columns, party(id, file), file));
            }
        });
    }

    private Home home(Map<Role, Integer> columns, Optional<String> party, FileGuess file) {
        var home = new Home(new LinkedHashMap<>(), new LinkedHashMap<>(), party, new LinkedHashMap<>());
        columns.forEach((role, column) -> {
            home.columns().put(role, file.rows().heads().get(column));
            home.units().put(role, unit(column, role, party, file));
            home.files().put(role, new LinkedHashSet<>(List.of(file.rows().name())));
        });
        return home;
    }

    private void put(String id, Home home) {
        var there = homes.get(id);
        if (there != null
                && (there.isCompletedBy(home)
                        || there.isApart()
                                && there.columns()
                                        .entrySet()
                                        .containsAll(home.columns().entrySet()))) {
            there.with(home);
        } else {
            homes.merge(freeId(id, home), home, Home::with);
        }
    }

    /** Two files, one of production and one of consumption, that name no home: they are of one. */
    private void joinTwo() {
        if (homes.size() == 2 && files.size() == 2) {
            var both = List.copyOf(homes.values());
            if (both.get(0).party().isEmpty() && both.get(0).isCompletedBy(both.get(1))) {
                unsure.add("one file has production and the other consumption, so they were taken for one home");
                homes.clear();
                homes.put("home", both.get(0).with(both.get(1)));
            }
        }
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

    /** Where rows say what they count, a column is whatever they say. */
    private static Set<Role> roles(HeadWords words, String head, NumberForm form, FileGuess file) {
        return file.kinds().isEmpty()
                ? Set.of(role(words, head, form, file))
                : new LinkedHashSet<>(file.kinds().values());
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
        var itsFiles = HeadWords.of(file.rows().stem()).role();
        if (itsFiles.isPresent() && itsFiles.get() == Role.PRODUCTION) {
            file.unsure().add("'" + head + "' does not say what it is: production was taken, as the file's name says");
            return Role.PRODUCTION;
        }
        file.unsure().add("'" + head + "' does not say what it is: consumption was taken");
        return Role.CONSUMPTION;
    }

    private MeterUnit unit(int column, Role role, Optional<String> party, FileGuess file) {
        var unit = HeadWords.of(file.rows().heads().get(column))
                .unit()
                .or(() -> file.unitOfRows(party))
                .orElse(unitWithoutName);
        if (!file.goesOneWay(column, party, Optional.of(role))) {
            return unit;
        }
        if (!unit.isEnergy()) {
            unsure.add("'" + file.rows().heads().get(column)
                    + "' goes one way only, so it was taken for a meter's register" + " in "
                    + (unit.isKilo() ? "kWh" : "Wh"));
        }
        return unit.isKilo() ? MeterUnit.KILOWATT_HOUR_REGISTER : MeterUnit.WATT_HOUR_REGISTER;
    }

    /** For columns whose heads and rows name none. */
    private MeterUnit guessedUnit() {
        Set<MeterUnit> named = new LinkedHashSet<>();
        BigDecimal most = BigDecimal.ZERO;
        for (FileGuess file : files) {
            file.unitOfRows(Optional.empty()).ifPresent(named::add);
            for (var number : file.numbers().entrySet()) {
                var words = HeadWords.of(file.rows().heads().get(number.getKey()));
                if (!file.isPartyColumn(number.getKey())
                        && !words.role().equals(Optional.of(Role.OTHER))
                        && !isNoMeter(words, number.getValue(), file)) {
                    words.unit().ifPresent(named::add);
                    most = most.max(number.getValue().most());
                }
            }
        }
        if (!named.isEmpty()) {
            return named.iterator().next();
        }
        boolean isWatt = most.compareTo(MOST_KILOWATTS) > 0;
        if (files.stream()
                .noneMatch(file -> file.parties().stream()
                        .anyMatch(party -> file.unitOfRows(Optional.of(party)).isPresent()))) {
            unsure.add("no head names a unit: " + (isWatt ? "W" : "kW") + " was taken because the largest value is "
                    + most.toPlainString() + "; energy a row would be Wh or kWh");
        }
        return isWatt ? MeterUnit.WATT : MeterUnit.KILOWATT;
    }
}
