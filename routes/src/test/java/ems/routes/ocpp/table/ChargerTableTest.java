package ems.routes.ocpp.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.party.GridId;
import ems.market.party.LeastPower;
import ems.market.party.PlugPower;
import ems.market.party.VehicleId;
import ems.market.quantity.Power;
import ems.routes.ocpp.table.StationLogin.ByCertificate;
import ems.routes.ocpp.table.StationLogin.ByPassword;
import ems.routes.table.TableFault;
import ems.routes.table.TableRefused;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ChargerTableTest {

    private static final byte[] SECRET = "0123456789:0123456789".getBytes(UTF_8);
    private static final PasswordDigest DIGEST = PasswordDigest.of(SECRET);
    private static final String HEADS = String.join(",", ChargerTable.HEADS);
    private static final String GOOD = "CP1,1,harbour,EV1,3,6,16,11,yes,3.7," + DIGEST.text() + ",";

    @TempDir
    Path folder;

    private static String table(String... rows) {
        return "# question,Which car stands where?\n" + HEADS + "\n" + String.join("\n", rows) + "\n# end\n";
    }

    private static List<String> faults(String text) {
        return catchThrowableOfType(TableRefused.class, () -> ChargerTable.of("chargers.csv", text.getBytes(UTF_8)))
                .faults()
                .stream()
                .map(TableFault::toString)
                .toList();
    }

    @Test
    void aSoundTableSaysWhoStandsWhere() {
        var chargers = ChargerTable.of(
                "chargers.csv",
                table(GOOD, "CP2,2,harbour,EV2,1,0,32,7.4,no,,,cp2.example").getBytes(UTF_8));
        var first = chargers.at(new Plug("CP1", 1)).orElseThrow();
        assertThat(first)
                .isEqualTo(new Charger(
                        new Plug("CP1", 1),
                        new GridId("harbour"),
                        new VehicleId("EV1"),
                        3,
                        6,
                        0,
                        16,
                        new Power(11_000_000),
                        true,
                        Optional.of(new Power(3_700_000))));
        assertThat(first.power())
                .isEqualTo(new PlugPower(
                        new LeastPower(new Power(4_140_000), Power.ZERO), Optional.of(new Power(11_000_000)), true));
        assertThat(first.ofDeciampere()).isEqualTo(69_000);
        assertThat(chargers.of(new GridId("harbour"), new VehicleId("EV2"))).isPresent();
        assertThat(chargers.login("CP1")).contains(new ByPassword(DIGEST));
        assertThat(chargers.login("CP2")).contains(new ByCertificate("cp2.example"));
        assertThat(chargers.login("CP3")).isEmpty();
        assertThat(chargers.stations()).isEqualTo(2);
    }

    @Test
    void aFurtherColumnSaysFromWhichCurrentOnACarDischarges() {
        var chargers = ChargerTable.of(
                "chargers.csv",
                (HEADS + ",least discharging current (A)\n" + GOOD
                                + ",8\nCP2,2,harbour,EV2,1,6,32,7.4,yes,,,cp2,\n# end\n")
                        .getBytes(UTF_8));
        assertThat(chargers.at(new Plug("CP1", 1)).orElseThrow().power().least())
                .isEqualTo(new LeastPower(new Power(4_140_000), new Power(5_520_000)));
        assertThat(chargers.at(new Plug("CP2", 2)).orElseThrow().power().least())
                .isEqualTo(new LeastPower(new Power(1_380_000), Power.ZERO));
    }

    @Test
    void theWiringMayBearLessThanTheRest() {
        var chargers = ChargerTable.of(
                "chargers.csv", table(GOOD.replace("6,16,11,yes", "6,10,11,no")).getBytes(UTF_8));
        var power = chargers.at(new Plug("CP1", 1)).orElseThrow().power();
        assertThat(power.most()).contains(new Power(6_900_000));
        assertThat(power.mayDischarge()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "17; column 'least discharging current (A)': 17 A is above the greatest current of 16 A",
                "-1; column 'least discharging current (A)': '-1' is not a whole number in [0, 1000] A",
                "16; column 'greatest power (kW)': the car would never discharge: 11.04 kW is the least that may flow, and 11 kW the most",
            })
    void aLeastDischargingCurrentThatCannotBeIsNamed(String cell, String reason) {
        assertThat(faults(HEADS + ",least discharging current (A)\n" + GOOD + "," + cell + "\n# end\n"))
                .first()
                .asString()
                .startsWith("chargers.csv row 2, " + reason);
    }

    @Test
    void aFurtherColumnStandsThereOnce() {
        var twice = ",least discharging current (A),least discharging current (A)";
        assertThat(faults(HEADS + twice + "\n# end\n"))
                .containsExactly("chargers.csv row 1, column 'least discharging current (A)': the column stands twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "station; CP 1; 'CP 1' is not an identity of 1 to 48",
                "connector; 0; '0' is not a whole number in [1, 1000]",
                "connector; -1; '-1' is not a whole number in [1, 1000]",
                "connector; 1001; '1001' is not a whole number in [1, 1000]",
                "grid; a b; 'a b' is not a grid id",
                "vehicle; .x; '.x' is not a vehicle id",
                "phases; 4; '4' is not a whole number in [1, 3]",
                "least current (A); 6.5; '6.5' is not a whole number in [0, 1000] A",
                "least current (A); 17; 17 A is above the greatest current of 16 A",
                "greatest current (A); ; is blank: give a value",
                "greatest power (kW); 11,0; '11,0' is not in [0, 1000] kW",
                "greatest power (kW); 1001; '1001' is not in [0, 1000] kW",
                "greatest power (kW); 4.1; the car would never charge: 4.14 kW is the least that may flow, and 4.1 kW the most",
                "may discharge; maybe; 'maybe' is not yes or no",
                "without market (kW); 12; 12.000000 kW is above the greatest power",
                "password hash; secret; 'secret' is no hash as ./ems chargers password prints it",
                "password hash; ; give either the hash of the station's password or the name in its certificate",
                "certificate name; x; give either the hash of the station's password or the name in its certificate",
            })
    void aFaultNamesRowColumnValueAndReason(String column, String value, String reason) {
        var cells = GOOD.split(",", -1);
        int place = ChargerTable.HEADS.indexOf(column);
        cells[place] = value == null ? "" : value.contains(",") ? '"' + value + '"' : value;
        var place0 = reason.startsWith("give either") ? "password hash" : column;
        assertThat(faults(table(String.join(",", cells))))
                .first()
                .asString()
                .startsWith("chargers.csv row 3, column '" + place0 + "': " + reason);
    }

    @Test
    void noPlugAndNoCarStandsThereTwice() {
        assertThat(faults(table(GOOD, GOOD)))
                .containsExactly(
                        "chargers.csv row 4, column 'connector': CP1 connector 1 stands in row 3 already",
                        "chargers.csv row 4, column 'vehicle': vehicle EV1 of harbour stands in row 3 already");
    }

    @Test
    void theRowsOfAStationAgreeOnItsLogin() {
        assertThat(faults(table(GOOD, "CP1,2,harbour,EV2,1,0,32,7.4,no,,,other")))
                .containsExactly("chargers.csv row 4, column 'password hash': another row has another password or"
                        + " certificate for station CP1");
    }

    @Test
    void aTableThatIsCutOffIsRefused() {
        assertThat(faults(HEADS + "\n" + GOOD + "\n"))
                .containsExactly(
                        "chargers.csv: the last row must be '# end': the file is empty, cut off or half written");
        assertThat(faults(table(GOOD) + "CP2,1,harbour,EV2,1,0,32,7.4,no,,,x\n# end\n"))
                .containsExactly("chargers.csv row 4: '# end' stands above other rows: it must be the last");
        assertThat(faults("# end\n")).singleElement().asString().startsWith("chargers.csv: it has no row of heads");
    }

    @Test
    void headsAreExact() {
        assertThat(faults(HEADS.replace("phases", "Phases") + "\n# end"))
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo("chargers.csv row 1, column 'phases': the column is missing");
    }

    @Test
    void aFileIsUtf8() throws Exception {
        var file = folder.resolve("chargers.csv");
        Files.write(file, new byte[] {(byte) 0xe4, '\n'});
        assertThatThrownBy(() -> ChargerTable.in(file))
                .isInstanceOf(TableRefused.class)
                .hasMessage("chargers.csv: it is not UTF-8: save it as 'CSV UTF-8'");
        Files.writeString(file, "\uFEFF" + table(GOOD).replace("\n", "\r\n"));
        assertThat(ChargerTable.in(file).all()).hasSize(1);
    }

    @Test
    void aDigestFitsItsPasswordAlone() {
        assertThat(DIGEST.fits(SECRET)).isTrue();
        assertThat(DIGEST.fits("0123456789:0123456780".getBytes(UTF_8))).isFalse();
        assertThat(new PasswordDigest(DIGEST.text()).fits(SECRET)).isTrue();
        assertThat(PasswordDigest.ofNobody().fits(new byte[16])).isFalse();
        assertThat(DIGEST.toString()).doesNotContain("pbkdf2");
        assertThatThrownBy(() -> PasswordDigest.of(new byte[15])).hasMessageContaining("[16, 64] bytes");
        assertThatThrownBy(() -> PasswordDigest.of(new byte[65])).hasMessageContaining("[16, 64] bytes");
    }

    /** Computed by Python's hashlib. */
    @Test
    void aDigestIsThatOfTheStandard() {
        var digest =
                new PasswordDigest("pbkdf2-sha256:2000:TmFDbC1vZi1yZmM:SxKjnmrPcpnpVJSJ+5fEJgjT+VFQn3vdpRcydixbZB0");
        assertThat(digest.fits("Password".getBytes(UTF_8))).isTrue();
    }
}
