package ems.processes.town;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import ems.processes.folder.WholeFile;
import ems.routes.ocpp.table.ChargerTable;
import ems.routes.ocpp.table.PasswordDigest;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The charging stations of a town: where they connect, and who stands there. Each town's start gives them new passwords.
 *
 * @param port of the market's central system
 * @param table of chargers, for the market
 * @param passwords in the order of the stations
 */
record TownStations(int port, Path table, List<String> passwords) {

    /** Of each, in either direction. */
    static final String KILOWATTS = "7.4";

    private static final int PASSWORD_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A car at a station moves what the market asks for, and nothing of itself. */
    static TownStations in(TownFolder folder, TownPlan plan, int port) throws IOException {
        List<String> passwords = new ArrayList<>();
        List<String> lines = new ArrayList<>(List.of(String.join(",", ChargerTable.HEADS)));
        for (int number = 0; number < plan.stations(); number++) {
            var password = password();
            passwords.add(password);
            lines.add(String.join(
                    ",",
                    name(number),
                    "1",
                    AgentEnrolment.GRID,
                    plan.cars().get(number).text(),
                    "1",
                    "0",
                    "32",
                    KILOWATTS,
                    "yes",
                    "0",
                    PasswordDigest.of(password.getBytes(US_ASCII)).text(),
                    ""));
        }
        lines.add("# end");
        var table = folder.of("chargers").resolve("chargers.csv");
        WholeFile.write(table, String.join("\n", lines) + "\n");
        return new TownStations(port, table, List.copyOf(passwords));
    }

    private static String password() {
        var bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @param number from 0 */
    static String name(int number) {
        return "CP" + (number + 1);
    }

    String central() {
        return "ws://127.0.0.1:" + port + "/ocpp/";
    }
}
