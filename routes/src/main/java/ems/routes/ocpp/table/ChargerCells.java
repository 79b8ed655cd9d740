package ems.routes.ocpp.table;

import java.math.BigDecimal;
import java.util.Optional;

import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.Power;
import ems.routes.ocpp.table.StationLogin.ByCertificate;
import ems.routes.ocpp.table.StationLogin.ByPassword;
import ems.routes.table.TableRow;

/** The cells of one row of a table of chargers; but for those that a row may leave out, a blank one is a fault. */
record ChargerCells(TableRow row) {

    private static final BigDecimal MOST_KILOWATTS = BigDecimal.valueOf(1_000);
    private static final int MOST_AMPERES = 1_000;
    private static final int MOST_CONNECTORS = 1_000;
    private static final int MOST_PHASES = 3;

    /** Empty if a cell of the row is at fault. */
    Optional<Charger> charger() {
        var station = word(
                ChargerTable.STATION,
                ChargerTable.STATION_FORM,
                "an identity of 1 to 48 of A-Z a-z 0-9 * + = : | @ . _ -");
        var connector = number(ChargerTable.CONNECTOR, 1, MOST_CONNECTORS, "");
        var grid = row.readGiven(ChargerTable.GRID, GridId::new);
        var vehicle = row.readGiven(ChargerTable.VEHICLE, VehicleId::new);
        var phases = number(ChargerTable.PHASES, 1, MOST_PHASES, "");
        var least = amperes(ChargerTable.LEAST, 0);
        var leastDischarge =
                row.isBlank(ChargerTable.LEAST_DISCHARGE) ? Optional.of(0) : amperes(ChargerTable.LEAST_DISCHARGE, 0);
        var greatest = amperes(ChargerTable.GREATEST, 1);
        var power = kilowatts(ChargerTable.POWER);
        var discharge = word(ChargerTable.DISCHARGE, "yes|no", "yes or no").map("yes"::equals);
        var without = row.isBlank(ChargerTable.WITHOUT) ? Optional.<Power>empty() : kilowatts(ChargerTable.WITHOUT);
        return row.isSound()
                ? Optional.of(new Charger(
                        new Plug(station.orElseThrow(), connector.orElseThrow()),
                        grid.orElseThrow(),
                        vehicle.orElseThrow(),
                        phases.orElseThrow(),
                        least.orElseThrow(),
                        leastDischarge.orElseThrow(),
                        greatest.orElseThrow(),
                        power.orElseThrow(),
                        discharge.orElseThrow(),
                        without))
                : Optional.empty();
    }

    /** Empty if it is at fault. */
    Optional<StationLogin> login() {
        boolean byPassword = !row.isBlank(ChargerTable.PASSWORD);
        if (byPassword != row.isBlank(ChargerTable.CERTIFICATE)) {
            fault(
                    ChargerTable.PASSWORD,
                    "give either the hash of the station's password or the name in its certificate");
            return Optional.empty();
        }
        return byPassword
                ? row.readGiven(ChargerTable.PASSWORD, PasswordDigest::new).map(ByPassword::new)
                : word(ChargerTable.CERTIFICATE, ChargerTable.STATION_FORM, "a common name of 1 to 48 characters")
                        .map(ByCertificate::new);
    }

    private Optional<String> word(String column, String form, String means) {
        return row.readGiven(column, text -> {
            if (!text.matches(form)) {
                throw new IllegalArgumentException("is not " + means);
            }
            return text;
        });
    }

    private Optional<Integer> amperes(String column, int least) {
        return number(column, least, MOST_AMPERES, " A");
    }

    private Optional<Integer> number(String column, int least, int most, String unit) {
        return row.readGiven(column, text -> {
            if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException("is not a whole number in [" + least + ", " + most + "]" + unit);
            }
            return Integer.valueOf(text);
        });
    }

    private Optional<Power> kilowatts(String column) {
        return row.readGiven(column, text -> {
            if (!text.matches("\\d{1,4}(\\.\\d{1,3})?") || new BigDecimal(text).compareTo(MOST_KILOWATTS) > 0) {
                throw new IllegalArgumentException(
                        "is not in [0, 1000] kW with at most three decimals after a point, such as 3.7");
            }
            return Power.ofKilowatts(new BigDecimal(text));
        });
    }

    void fault(String column, String reason) {
        row.fault(column, reason);
    }
}
