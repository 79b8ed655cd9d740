package ems.routes.ocpp.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        var login = cells.login();
        cells.charger().ifPresent(charger -> {
            refuseOtherOrder(cells, charger);
            if (cells.row().isSound()) {
                refuseWhatNeverMoves(cells, charger);
            }
            login.ifPresent(known -> agreeing(cells, charger.plug().station(), known));
            var car = "vehicle " + charger.vehicle() + " of " + charger.grid();
            once(cells, rowOfPlug, charger.plug(), CONNECTOR, charger.plug().toString());
            once(cells, rowOfCar, car, VEHICLE, car);
            chargers.add(charger);
        });
    }

    /** Of two cells that bound the same. */
    private static void refuseOtherOrder(ChargerCells cells, Charger charger) {
        refuseAbove(cells, LEAST, charger.leastCurrent(), charger.greatestCurrent());
        refuseAbove(cells, LEAST_DISCHARGE, charger.leastDischarge(), charger.greatestCurrent());
        charger.withoutMarket()
                .filter(power -> power.milliwatts() > charger.greatestPower().milliwatts())
                .ifPresent(power -> cells.fault(WITHOUT, power.toKilowatts() + " kW is above the greatest power"));
    }

    private static void refuseAbove(ChargerCells cells, String column, int least, int greatest) {
        if (least > greatest) {
            cells.fault(column, least + " A is above the greatest current of " + greatest + " A");
        }
    }

    private static void refuseWhatNeverMoves(ChargerCells cells, Charger charger) {
        charger.power().whyNoCharging().ifPresent(why -> cells.fault(POWER, "the car would never charge: " + why));
        if (charger.mayDischarge()) {
            charger.power()
                    .whyNoDischarging()
                    .ifPresent(why -> cells.fault(POWER, "the car would never discharge: " + why));
        }
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
