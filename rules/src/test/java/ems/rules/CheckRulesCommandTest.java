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
