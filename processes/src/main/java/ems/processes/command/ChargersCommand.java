package ems.processes.command;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.market.quantity.Power;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.ChargerTable;
import ems.routes.ocpp.table.PasswordDigest;
import ems.routes.table.TableRefused;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The table of charging stations, before the market is started with it. */
@Command(
        name = "chargers",
        description = "Check the table of charging stations, and make passwords for them.",
        mixinStandardHelpOptions = true)
final class ChargersCommand {

    private static final int UNSOUND = 2;
    /** 24 characters, which every station can be given. */
    private static final int PASSWORD_BYTES = 18;

    @Spec
    CommandSpec spec;

    @Command(
            name = "check",
            description = "Checks a table of chargers as the market would, and says who may charge where.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:the table is sound", "2:it is not; each fault is a line with file, row, column, reason"},
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "FILE", description = "The table, such as chargers.csv.") Path file) {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        try {
            var chargers = ChargerTable.in(file);
            Terminal.head(
                    out,
                    "car at plug: least to greatest power (kW), whether it may discharge, what it takes without the market (kW)");
            chargers.all().stream()
                    .sorted(Comparator.comparing(Charger::grid, Comparator.comparing(Object::toString))
                            .thenComparing(Charger::vehicle))
                    .map(ChargersCommand::inWords)
                    .forEach(out::println);
            out.println(chargers.all().size() + " chargers of " + chargers.stations() + " stations: sound");
            return 0;
        } catch (TableRefused refused) {
            refused.faults().forEach(err::println);
        } catch (IOException e) {
            err.println(file + " cannot be read: " + e);
        }
        return UNSOUND;
    }

    private static String inWords(Charger charger) {
        var without = charger.withoutMarket()
                .map(power -> kilowatts(power) + " kW without the market")
                .orElse("as the station likes without the market");
        return charger.grid() + "/" + charger.vehicle() + " at " + charger.plug() + ": "
                + kilowatts(charger.power().least().charging()) + " to "
                + kilowatts(charger.power().most().orElse(charger.greatestPower())) + " kW, "
                + (charger.mayDischarge() ? "may discharge" : "never discharges") + ", " + without;
    }

    private static String kilowatts(Power power) {
        return power.toKilowatts().stripTrailingZeros().toPlainString();
    }

    @Command(
            name = "password",
            description = "Makes a password for a station, which is shown this once, and the hash for its rows.",
            mixinStandardHelpOptions = true)
    int password() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var out = spec.commandLine().getOut();
        out.println("for the station:  " + password);
        out.println("for chargers.csv: "
                + PasswordDigest.of(password.getBytes(US_ASCII)).text());
        return 0;
    }
}
