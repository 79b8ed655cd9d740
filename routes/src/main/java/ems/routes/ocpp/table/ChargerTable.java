package ems.routes.ocpp.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.Power;
import ems.routes.ocpp.table.StationLogin.ByCertificate;
import ems.routes.ocpp.table.StationLogin.ByPassword;
import ems.routes.table.StrictTable;
import ems.routes.table.TableRefused;
import ems.routes.table.TableShape;

/**
 * A table of chargers, {@code chargers.csv}: a {@link StrictTable} with a row for each plug.
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

    private static final TableShape SHAPE = new TableShape(HEADS, FURTHER_HEADS, 16 << 20, 100_000);
    private static final int MOST_AMPERES = 1_000;
    private static final int MOST_CONNECTORS = 1_000;
    private static final int MOST_PHASES = 3;

    private final List<Charger> chargers = new ArrayList<>();
    private final Map<String, StationLogin> logins = new HashMap<>();
    private final Map<Plug, Integer> rowOfPlug = new HashMap<>();
    private final Map<String, Integer> rowOfCar = new HashMap<>();

    private ChargerTable() {}

    /**
     * @throws TableRefused if it is not sound, with all faults
     * @throws IOException if there is no such file
     */
    public static Chargers in(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return of(String.valueOf(file.getFileName()), in.readNBytes(SHAPE.mostBytes() + 1));
        }
    }

    /** @throws TableRefused if it is not sound, with all faults */
    public static Chargers of(String file, byte[] bytes) {
        return new ChargerTable().chargers(StrictTable.of(file, bytes, SHAPE));
    }

    private Chargers chargers(StrictTable table) {
        table.rows().forEach(row -> take(new ChargerCells(row)));
        table.faults().refuse();
        return new Chargers(chargers, logins);
    }

    private void take(ChargerCells cells) {
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
        var before = rows.putIfAbsent(key, cells.row().number());
        if (before != null) {
            cells.fault(column, words + " stands in row " + before + " already");
        }
    }
}
