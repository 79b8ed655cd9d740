package ems.rules;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** The command that an analyst runs before saving. */
class CheckRulesCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    @DisplayName("Sound tables: what was found, and exit code 0")
    void sound() {
        assertThat(check(Tables.FOLDER)).isZero();
        assertThat(out.toString())
                .contains("pricing.csv: At what price")
                .contains("row 7: A prosumer sells to an EV halfway between the grid's prices")
                .contains("rules version " + Tables.shipped().checked().version() + ": sound");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    @DisplayName("Each row says what it does in sample cases, by which a slipped unit shows")
    void samples() {
        Tables.shipped()
                .edited(Tables.PRICING, ",110,", ",1.1 %,")
                .edited(Tables.LIMITS, "20,80", "0.2 %,0.8 %")
                .savedIn(folder);

        assertThat(check(Tables.FOLDER)).isZero();
        assertThat(out.toString())
                .contains("e.g. stored, cost 17.945, grid asks 29.49 and pays 6.4 -> 17.945 p/kWh")
                .contains("e.g. released, cost 17.945, grid asks 29.49 and pays 6.4 -> 19.7395 p/kWh")
                .contains("e.g. released, cost -3, grid asks 1 and pays -5 -> -2.7 p/kWh")
                .contains("grid asks 29.49 and pays 29.4901 -> refused, the grid's sell price exceeds its buy price")
                .contains("battery of 79.5 kWh that holds 39.75 kWh -> trades between 15.9 kWh and 63.6 kWh")
                .contains(
                        "plugged in, last report 901 s ago, battery of 79.5 kWh that holds 39.75 kWh -> refused, the EV's last")
                .contains("enrolled, not revoked, last accepted bid 1 period ago -> may store, may release")
                .contains("enrolled, not revoked, last accepted bid 10081 periods ago -> may store, may not release");

        assertThat(check(folder)).isZero();
        assertThat(out.toString())
                .contains("e.g. released, cost 17.945, grid asks 29.49 and pays 6.4 -> 6.4 p/kWh")
                .contains("battery of 79.5 kWh that holds 39.75 kWh -> trades between 0.159 kWh and 0.636 kWh");
    }

    @Test
    @DisplayName("A sample case is moved to where its row fits")
    void samplesOfNarrowRows() {
        Tables.shipped()
                .pricedBy(
                        "Trading pauses,,,,,,,0,,,,,upside down",
                        "Dear energy goes at the grid's price,released,20,,30,,1,2,grid buy price,,100,no,")
                .withRules(Tables.LIMITS, "Small and nearly full,yes,,,,10,90,95,5,95,")
                .savedIn(folder);

        assertThat(check(folder)).isZero();
        assertThat(out.toString())
                .contains("e.g. released, cost 20, grid asks 30 and pays 28.0001 -> 30 p/kWh")
                .contains("battery of 10 kWh that holds 9 kWh -> trades between 0.5 kWh and 9.5 kWh");
    }

    @Test
    @DisplayName("Unsound tables: one fault a line on stderr, and exit code 2")
    void unsound() {
        Tables.shipped()
                .edited(Tables.PRICING, ",110,", ",abc,")
                .edited(Tables.LIMITS, "20,80", "80,20")
                .savedIn(folder);

        assertThat(check(folder)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("pricing.csv row 8, column 'percent (%)': 'abc'"))
                .anySatisfy(line -> assertThat(line).startsWith("soc-limits.csv row 8, column 'floor (%)': 80 %"));
    }

    @Test
    @DisplayName("A folder that is not there has no tables")
    void nothingThere() {
        assertThat(check(folder.resolve("nowhere"))).isEqualTo(2);
        assertThat(err.toString()).contains("pricing.csv: the file is missing");
    }

    private int check(Path tables) {
        return new CommandLine(new CheckRulesCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(tables.toString());
    }
}
