package ems.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.party.PeriodKey;
import ems.market.quantity.Percentage;
import ems.rules.table.DecisionTable;
import ems.rules.table.PricingAction;
import ems.rules.table.RowOutcome.Grant;
import ems.rules.table.TablesRefused;

import static ems.rules.Tables.LIMITS;
import static ems.rules.Tables.PRICING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A fraction where a percentage belongs lies inside the bounds of the column: it is asked about before it holds. */
class SlippedUnitsTest {

    @ParameterizedTest(name = "{0}: ''{2}'' -> {4}")
    @DisplayName("A percentage between 0 and 1.5 is refused with a question, and with how to write either answer")
    @CsvSource(
            delimiter = ';',
            value = {
                "soc-limits.csv; ,20,80,; ,20,0.8,; ceiling (%); 0.8 % - did you mean 80? Write 80, or '0.8 %' with its sign if 0.8 % is meant",
                "soc-limits.csv; ,20,80,; ,0.2,80,; floor (%); 0.2 % - did you mean 20? Write 20, or '0.2 %' with its sign if 0.2 % is meant",
                "soc-limits.csv; ,20,80,; ,20,1,; ceiling (%); 1 % - did you mean 100? Write 100, or '1 %' with its sign if 1 % is meant",
                "soc-limits.csv; ,20,80,; ,0.01,80,; floor (%); 0.01 % - did you mean 1? Write 1 %, or '0.01 %' with its sign if 0.01 % is meant",
                "soc-limits.csv; ,20,80,; ,1.2,80,; floor (%); 1.2 % - is so little meant? Then write it with its sign, '1.2 %'",
                "soc-limits.csv; ,901,,,,,20; ,901,,,0.3,,20; state of charge from (%); 0.3 % - did you mean 30? Write 30, or '0.3 %' with its sign if 0.3 % is meant",
                "soc-limits.csv; ,901,,,,,20; ,901,,,,0.95,20; state of charge below (%); 0.95 % - did you mean 95? Write 95, or '0.95 %' with its sign if 0.95 % is meant",
                "pricing.csv; ,110,; ,1.1,; percent (%); 1.1 % - did you mean 110? Write 110, or '1.1 %' with its sign if 1.1 % is meant",
                "pricing.csv; ,110,; ,1.10,; percent (%); 1.1 % - did you mean 110? Write 110, or '1.1 %' with its sign if 1.1 % is meant",
                "pricing.csv; ,110,; ,1.49,; percent (%); 1.49 % - did you mean 149? Write 149, or '1.49 %' with its sign if 1.49 % is meant",
                "pricing.csv; ,50,; ,0.5,; percent (%); 0.5 % - did you mean 50? Write 50, or '0.5 %' with its sign if 0.5 % is meant",
            })
    void fractions(String file, String old, String changed, String column, String question) {
        var refused = refused(Tables.shipped().edited(file, old, changed));

        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo(file);
            assertThat(fault.row()).isIn(7, 8);
            assertThat(fault.column()).isEqualTo(column);
            assertThat(fault.reason()).isEqualTo(question);
        });
    }

    @ParameterizedTest(name = "''{0}'' is {1} hundredths of a percent")
    @DisplayName("Nothing, 1.5 % and more, and whatever has its sign, are taken as they are")
    @CsvSource({
        "0, 0",
        "0.0, 0",
        "1.5, 150",
        "15, 1500",
        "0 %, 0",
        "0.8 %, 80",
        "1.1%, 110",
        "1.49\u00a0%, 149",
        "110%, 11000",
        "110 %, 11000"
    })
    void taken(String cell, long hundredths) {
        var tables = Tables.shipped().edited(PRICING, ",110,", "," + cell + ",").checked();

        assertThat(percent(tables.pricing())).isEqualTo(new Percentage(hundredths));
    }

    @Test
    @DisplayName("A share with its sign is the share without it")
    void sameShare() {
        assertThat(Tables.shipped()
                        .edited(LIMITS, ",20,80,", ",20%,80 %,")
                        .checked()
                        .version())
                .isEqualTo(Tables.shipped().checked().version());
    }

    @Test
    @DisplayName(
            "A fraction that was active before the question existed stays active, and is asked about when it is saved")
    void activeBefore(@TempDir Path folder, @TempDir Path archive) throws IOException {
        var tables = Tables.shipped().edited(PRICING, ",110,", ",1.1,");
        String version = tables.keptByAnEarlierBuild(archive);
        tables.savedIn(folder);

        var book = new FolderRuleBook(folder, archive);

        assertThat(book.openingPeriod(PeriodKey.parse("north/2026-01-31T12:01:00Z"))
                        .version())
                .isEqualTo(version);
        assertThat(book.standingRefusal().orElseThrow().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).contains("did you mean 110?"));
        assertThat(Files.readString(archive.resolve("activated.csv"))).hasLineCount(2);
    }

    private static Percentage percent(DecisionTable<PricingAction> pricing) {
        return ((Grant<PricingAction>) pricing.rows().get(2).outcome()).action().percent();
    }

    private static TablesRefused refused(Tables tables) {
        var refused = catchThrowableOfType(TablesRefused.class, tables::checked);
        assertThat(refused).as("the tables are refused").isNotNull();
        return refused;
    }
}
