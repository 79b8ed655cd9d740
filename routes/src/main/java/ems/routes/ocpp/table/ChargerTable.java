package ems.routes.ocpp.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.Power;
import ems.routes.ocpp.table.StationLogin.ByCertificate;
import ems.routes.ocpp.table.StationLogin.ByPassword;
import ems.routes.telemetry.QuotedText;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A table of chargers, {@code chargers.csv}: UTF-8, commas, notes that begin with {@code #}, one row of heads, a row for each plug, and
 * {@code # end} as the last line, so that a file that was cut off is not taken for a shorter one.
 *
 * <p>The last three columns may be blank: {@code without market (kW)}, and of {@code password hash} and {@code certificate name} one.
 * A further column, {@code least discharging current (A)}, may be blank or missing.
 */
public final class ChargerTable {

    static final String STATION = "station";
    static final String CONNECTOR = "connector";
    static final String GRID = "grid";
    static final String VEHICLE = "vehicle";
    static final String PHASES = "phases";
    static final String LEAST = "least current (A)";
    static final String LEAST_DISCHARGE = "least discharging current (A)";
    static final String GREATEST = "greatest current (A)";
    static final String POWER = "greatest power (kW)";
    static final String DISCHARGE = "may discharge";
    static final String WITHOUT = "without market (kW)";
    static final String PASSWORD = "password hash";
    static final String CERTIFICATE = "certificate name";
    public static final List<String> HEADS = List.of(
            STATION,
            CONNECTOR,
            GRID,
            VEHICLE,
            PHASES,
            LEAST,
            GREATEST,
            POWER,
            DISCHARGE,
            WITHOUT,
            PASSWORD,
            CERTIFICATE);
    /** Columns that a table need not have: those of earlier versions lack them. */
    private static final List<String> FURTHER_HEADS = List.of(LEAST_DISCHARGE);

    /** As OCPP 2.1 has it, less what has a meaning in an address. */
    public static final String STATION_FORM = "[A-Za-z0-9*+=:|@._-]{1,48}";

    private static final long MOST_BYTES = 16L << 20;
    private static final int MOST_AMPERES = 1_000;
    private static final int MOST_CONNECTORS = 1_000;
    private static final int MOST_PHASES = 3;

    private final String file;
    private final List<TableFault> faults = new ArrayList<>();
    private final List<Charger> chargers = new ArrayList<>();
    private final Map<String, StationLogin> logins = new HashMap<>();
    private final Map<Plug, Integer> rowOfPlug = new HashMap<>();
    private final Map<String, Integer> rowOfCar = new HashMap<>();

    private ChargerTable(String file) {
        this.file = file;
    }

    /**
     * @throws TableRefused if it is not sound, with all faults
     * @throws IOException if there is no such file
     */
    public static Chargers in(Path file) throws IOException {
        var name = String.valueOf(file.getFileName());
        if (Files.size(file) > MOST_BYTES) {
            throw new TableRefused(
                    List.of(new TableFault(name, 0, "", "its " + Files.size(file) + " bytes are above " + MOST_BYTES)));
        }
        try {
            return of(
                    name,
                    UTF_8.newDecoder()
                            .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new TableRefused(List.of(new TableFault(name, 0, "", "it is not UTF-8: save it as CSV in UTF-8")));
        }
    }

    /** @throws TableRefused if it is not sound, with all faults */
    public static Chargers of(String file, String text) {
        return new ChargerTable(file).chargers(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private Chargers chargers(String text) {
        read(cut(text));
        if (!faults.isEmpty()) {
            throw new TableRefused(faults);
        }
        return new Chargers(chargers, logins);
    }

    private List<List<String>> cut(String text) {
        List<List<String>> rows = new ArrayList<>();
        try (var reader = CsvReader.builder()
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            reader.forEach(line ->
                    rows.add(line.getFields().stream().map(String::strip).toList()));
        } catch (CsvParseException | IOException e) {
            faults.add(new TableFault(file, rows.size() + 1, "", "this is no CSV: " + e.getMessage()));
        }
        return rows;
    }

    private void read(List<List<String>> rows) {
        List<String> heads = List.of();
        boolean ended = false;
        for (int i = 0; i < rows.size(); i++) {
            var cells = rows.get(i);
            if (cells.stream().allMatch(String::isEmpty)) {
                continue;
            }
            if (ended) {
                faults.add(new TableFault(file, i + 1, "", "something follows '# end'"));
                return;
            }
            if (cells.get(0).startsWith("#")) {
                ended = cells.get(0).substring(1).strip().equals("end");
            } else if (heads.isEmpty()) {
                heads = heads(cells, i + 1);
            } else {
                row(heads, cells, i + 1);
            }
        }
        if (heads.isEmpty() && faults.isEmpty()) {
            faults.add(new TableFault(file, 0, "", "it has no row of heads: " + String.join(",", HEADS)));
        }
        if (!ended && faults.isEmpty()) {
            faults.add(new TableFault(file, 0, "", "its last line is not '# end': it may be cut off"));
        }
    }

    private List<String> heads(List<String> cells, int row) {
        for (String head : HEADS) {
            if (cells.stream().filter(head::equals).count() != 1) {
                faults.add(new TableFault(file, row, head, "this head is missing, or stands there twice"));
            }
        }
        for (String head : FURTHER_HEADS) {
            if (cells.stream().filter(head::equals).count() > 1) {
                faults.add(new TableFault(file, row, head, "this head stands there twice"));
            }
        }
        cells.stream()
                .filter(head -> !HEADS.contains(head) && !FURTHER_HEADS.contains(head))
                .forEach(head -> faults.add(new TableFault(
                        file,
                        row,
                        "",
                        "head " + QuotedText.of(head) + " is unknown; known are " + String.join(", ", HEADS) + " and "
                                + String.join(", ", FURTHER_HEADS))));
        return cells;
    }

    private void row(List<String> heads, List<String> texts, int row) {
        if (texts.size() > heads.size()) {
            faults.add(
                    new TableFault(file, row, "", "it has " + texts.size() + " cells for " + heads.size() + " heads"));
            return;
        }
        Map<String, String> byHead = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            byHead.put(heads.get(i), texts.get(i));
        }
        var cells = new ChargerCells(file, row, byHead, faults);
        var station = cells.word(STATION, STATION_FORM, "an identity of 1 to 48 of A-Z a-z 0-9 * + = : | @ . _ -");
        var connector = cells.number(CONNECTOR, 1, MOST_CONNECTORS, "");
        var grid = cells.id(GRID, GridId::new);
        var vehicle = cells.id(VEHICLE, VehicleId::new);
        var phases = cells.number(PHASES, 1, MOST_PHASES, "");
        var least = cells.number(LEAST, 0, MOST_AMPERES, "A");
        var leastDischarge =
                cells.isBlank(LEAST_DISCHARGE) ? Optional.of(0) : cells.number(LEAST_DISCHARGE, 0, MOST_AMPERES, "A");
        var greatest = cells.number(GREATEST, 1, MOST_AMPERES, "A");
        var power = cells.kilowatts(POWER);
        var discharge = cells.yesOrNo(DISCHARGE);
        var without = cells.isBlank(WITHOUT) ? Optional.<Power>empty() : cells.kilowatts(WITHOUT);
        var login = login(cells);
        if (station.isPresent() && login.isPresent()) {
            agreeing(cells, station.get(), login.get());
        }
        refuseAbove(cells, LEAST, least, greatest);
        refuseAbove(cells, LEAST_DISCHARGE, leastDischarge, greatest);
        if (without.isPresent()
                && power.isPresent()
                && without.get().milliwatts() > power.get().milliwatts()) {
            cells.fault(WITHOUT, without.get().toKilowatts() + " kW is above the greatest power");
        }
        if (phases.isPresent() && power.isPresent()) {
            refuseBelow(cells, power.get(), least, phases.get(), "charge");
            refuseBelow(cells, power.get(), leastDischarge, phases.get(), "discharge");
        }
        if (station.isEmpty()
                || connector.isEmpty()
                || grid.isEmpty()
                || vehicle.isEmpty()
                || phases.isEmpty()
                || least.isEmpty()
                || leastDischarge.isEmpty()
                || greatest.isEmpty()
                || power.isEmpty()
                || discharge.isEmpty()) {
            return;
        }
        var plug = new Plug(station.get(), connector.get());
        once(cells, rowOfPlug, plug, CONNECTOR, plug.toString());
        once(
                cells,
                rowOfCar,
                grid.get() + "/" + vehicle.get(),
                VEHICLE,
                "vehicle " + vehicle.get() + " of " + grid.get());
        chargers.add(new Charger(
                plug,
                grid.get(),
                vehicle.get(),
                phases.get(),
                least.get(),
                leastDischarge.get(),
                greatest.get(),
                power.get(),
                discharge.get(),
                without));
    }

    private static void refuseAbove(
            ChargerCells cells, String column, Optional<Integer> least, Optional<Integer> greatest) {
        if (least.isPresent() && greatest.isPresent() && least.get() > greatest.get()) {
            cells.fault(column, least.get() + " A is above the greatest current of " + greatest.get() + " A");
        }
    }

    private static void refuseBelow(ChargerCells cells, Power power, Optional<Integer> least, int phases, String does) {
        if (least.isPresent() && Charger.ofCurrent(least.get(), phases).milliwatts() > power.milliwatts()) {
            cells.fault(
                    POWER,
                    "is below " + least.get() + " A on " + phases + " phases at 230 V: the car would never " + does);
        }
    }

    private static Optional<StationLogin> login(ChargerCells cells) {
        if (cells.isBlank(PASSWORD) == cells.isBlank(CERTIFICATE)) {
            cells.fault(PASSWORD, "give either the hash of the station's password or the name in its certificate");
            return Optional.empty();
        }
        return cells.isBlank(PASSWORD)
                ? cells.word(CERTIFICATE, STATION_FORM, "a common name of 1 to 48 characters")
                        .map(ByCertificate::new)
                : cells.id(PASSWORD, PasswordDigest::new).map(ByPassword::new);
    }

    private void agreeing(ChargerCells cells, String station, StationLogin login) {
        var before = logins.putIfAbsent(station, login);
        if (before != null && !before.equals(login)) {
            cells.fault(PASSWORD, "another row has another password or certificate for station " + station);
        }
    }

    private static <K> void once(ChargerCells cells, Map<K, Integer> rows, K key, String column, String words) {
        var before = rows.putIfAbsent(key, cells.row());
        if (before != null) {
            cells.fault(column, words + " stands in row " + before + " already");
        }
    }
}
