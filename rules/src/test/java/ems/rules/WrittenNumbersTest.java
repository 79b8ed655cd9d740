package ems.rules;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.rules.table.TablesRefused;

import static ems.rules.Tables.LIMITS;
import static ems.rules.Tables.PARTICIPATION;
import static ems.rules.Tables.PRICING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Numbers as people and spreadsheets write them. Each is refused with one sentence, which names a number only if no other
 * can be meant, and both where two can.
 */
class WrittenNumbersTest {

    @ParameterizedTest(name = "{0}")
    @DisplayName("Where a comma or a point may part thousands or decimals, both numbers are named")
    @CsvSource(
            delimiter = ';',
            value = {
                "1,000; 1000 or 1.0",
                "79,500; 79500 or 79.5",
                "10,081; 10081 or 10.081",
                "1.000; 1000 or 1.0",
                "20.000; 20000 or 20.0",
            })
    void twoReadings(String cell, String both) {
        assertThat(capacity(cell)).isEqualTo("'" + cell + "' can be " + both + ": write " + both);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("Where one number can be meant, it is named")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "1,000,000; has thousands marks: write 1000000",
                "12,34,567; has thousands marks: write 1234567",
                "1,000.5; has thousands marks: write 1000.5",
                "1.000,5; has thousands marks: write 1000.5",
                "1.000.000; has thousands marks: write 1000000",
                "1 000; has thousands marks: write 1000",
                "1 000,5; has thousands marks: write 1000.5",
                "1\u00a0000; has thousands marks: write 1000",
                "1\u202f000; has thousands marks: write 1000",
                "10\u2009081; has thousands marks: write 10081",
                "1'000; has thousands marks: write 1000",
                "1\u2019000.25; has thousands marks: write 1000.25",
                "1_000; has thousands marks: write 1000",
                "79,5; has a decimal comma: write 79.5",
                "0,500; has a decimal comma: write 0.5",
                "1234,567; has a decimal comma: write 1234.567",
                ".5; lacks a digit beside its point: write 0.5",
                "80.; lacks a digit beside its point: write 80",
                "'80; stands in quotes: write 80",
                "\u201c80\u201d; stands in quotes: write 80",
                "80 kWh; is not a number alone, and the unit (kWh) is in the column's head: write 80",
                "80kwh; is not a number alone, and the unit (kWh) is in the column's head: write 80",
                "1,000 kWh; can be 1000 or 1.0: write 1000 or 1.0",
                "7.95E+01; is not a number in full, a spreadsheet may have rounded it: write all its digits, 79.5 if none was lost",
                "1.0081E+04; is not a number in full, a spreadsheet may have rounded it: write all its digits, 10081 if none was lost",
                "1,0081E+04; is not a number in full, a spreadsheet may have rounded it: write all its digits, 10081 if none was lost",
            })
    void oneReading(String cell, String reason) {
        assertThat(capacity(cell)).isEqualTo("'" + cell + "' " + reason);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("Where the number is lost or in another unit, none is named")
    @CsvSource(
            delimiter = ';',
            value = {
                "01/10/2024; is a date, perhaps made of a number by a spreadsheet: write the number itself, in kWh",
                "2024-10-01; is a date, perhaps made of a number by a spreadsheet: write the number itself, in kWh",
                "1.10.2024; is a date, perhaps made of a number by a spreadsheet: write the number itself, in kWh",
                "1/2; is a date, perhaps made of a number by a spreadsheet: write the number itself, in kWh",
                "01-Oct; is a date, perhaps made of a number by a spreadsheet: write the number itself, in kWh",
                "Oct-24; is a date, perhaps made of a number by a spreadsheet: write the number itself, in kWh",
                "00:15:01; is a time, perhaps made of a number by a spreadsheet: write the number itself, in kWh",
                "12:15 AM; is a time, perhaps made of a number by a spreadsheet: write the number itself, in kWh",
                "#N/A; is what a spreadsheet shows where a number is missing or too wide: write the number",
                "#####; is what a spreadsheet shows where a number is missing or too wide: write the number",
                "0.08 MWh; has another unit than the column: write the number in kWh",
                "80 %; has another unit than the column: write the number in kWh",
                "\u00a380; has another unit than the column: write the number in kWh",
                "15 min; has another unit than the column: write the number in kWh",
                "8 0; is not a number that can be read in one way: write it in digits and a decimal point only, in kWh",
                "0x50; is not a number that can be read in one way: write it in digits and a decimal point only, in kWh",
                "TRUE; is not a number: write digits only, the unit (kWh) is in the column's head",
            })
    void noReading(String cell, String reason) {
        assertThat(capacity(cell)).isEqualTo("'" + cell + "' " + reason);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("Prices with a currency, percentages with a comma: the sentence is theirs")
    @CsvSource(
            delimiter = ';',
            value = {
                "\u00a317.9; holds a currency, and the column is in pence: write 17.9 if it is pence, 1790 if it is pounds",
                "GBP 0.179; holds a currency, and the column is in pence: write 0.179 if it is pence, 17.9 if it is pounds",
                "\u20ac17.9; has another unit than the column: write the number in p/kWh",
                "17.9p; is not a number alone, and the unit (p/kWh) is in the column's head: write 17.9",
                "17.9 p/kWh; is not a number alone, and the unit (p/kWh) is in the column's head: write 17.9",
                "\u22123; has a dash in place of its minus: write -3",
                "(3.50); stands in brackets, which means a negative number in accounts: write -3.5",
                "1,000; can be 1000 or 1.0: write 1000 or 1.0",
                "17,945; can be 17945 or 17.945: write 17945 or 17.945",
                "10%; has another unit than the column: write the number in p/kWh",
            })
    void prices(String cell, String reason) {
        assertThat(reason(Tables.shipped().edited(PRICING, ",stored,,,", ",stored,\"" + cell + "\",,")))
                .isEqualTo("'" + cell + "' " + reason);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A percentage keeps its sign in what is to be written instead")
    @CsvSource(
            delimiter = ';',
            value = {
                "107,5; has a decimal comma: write 107.5",
                "107,5 %; has a decimal comma: write 107.5 %",
                "1,1; has a decimal comma, and is 1.1 % - did you mean 110? Write 110, or '1.1 %' with its sign if 1.1 % is meant",
                ".5; lacks a digit beside its point, and is 0.5 % - did you mean 50? Write 50, or '0.5 %' with its sign if 0.5 % is meant",
                "0,8 %; has a decimal comma: write 0.8 %",
                "110 percent; is not a number alone, and the unit (%) is in the column's head: write 110",
                "110 \u2030; has another unit than the column: write the number in %",
            })
    void percentages(String cell, String reason) {
        assertThat(reason(Tables.shipped().edited(PRICING, ",110,", ",\"" + cell + "\",")))
                .isEqualTo("'" + cell + "' " + reason);
    }

    @ParameterizedTest
    @DisplayName("A number of whole periods or seconds with three decimals may be thousands")
    @ValueSource(strings = {"10.081", "9.001"})
    void wholeNumbers(String cell) {
        assertThat(reason(Tables.shipped().edited(PARTICIPATION, "yes,no,10081,", "yes,no," + cell + ",")))
                .isEqualTo(cell + " periods ago has more decimals than are counted: did you mean "
                        + cell.replace(".", "") + "?");
    }

    @ParameterizedTest
    @DisplayName("Decimals that a spreadsheet adds or drops are no change")
    @CsvSource({"110,110.00", "110,110.0", "110,0110", "50,50.0", "10081,10081.00", "901,901.0"})
    void sameNumber(String plain, String written) {
        var shipped = Tables.shipped();
        var changed = shipped;
        for (String file : new String[] {PRICING, LIMITS, PARTICIPATION}) {
            String old = "," + plain + ",";
            changed = shipped.text(file).contains(old) ? changed.edited(file, old, "," + written + ",") : changed;
        }

        assertThat(changed.text(PRICING) + changed.text(LIMITS) + changed.text(PARTICIPATION))
                .contains("," + written + ",");
        assertThat(changed.checked().version()).isEqualTo(shipped.checked().version());
    }

    /** What is said of this cell as a battery's capacity in kWh. */
    private static String capacity(String cell) {
        String quoted = '"' + cell.replace("\"", "\"\"") + '"';
        return reason(Tables.shipped().edited(LIMITS, ",yes,,901,,,", ",yes,,901,," + quoted + ","));
    }

    private static String reason(Tables tables) {
        var refused = catchThrowableOfType(TablesRefused.class, tables::checked);
        assertThat(refused).as("the tables are refused").isNotNull();
        assertThat(refused.faults()).hasSize(1);
        return refused.faults().get(0).reason();
    }
}
