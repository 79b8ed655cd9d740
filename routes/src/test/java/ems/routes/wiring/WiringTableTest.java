package ems.routes.wiring;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.routes.table.TableRefused;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A table is sound, or refused as a whole with row, column, value and reason of each fault. */
class WiringTableTest {

    private static final String GOOD = "tele/+/SENSOR,/ENERGY/Power,W,consumption,,{1},35";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "te#le/+/SENSOR,/P,W,import,,{1},35 | row 3, column 'topic': 'te#le/+/SENSOR' # stands alone in the last level only",
                "tele/plug+/SENSOR,/P,W,import,,L1,35 | row 3, column 'topic': 'tele/plug+/SENSOR' + stands for a whole level",
                "+/#,/P,W,import,,L1,35 | row 3, column 'topic': '+/#' it would take everything",
                "$SYS/uptime,,W,import,,L1,35 | row 3, column 'topic': '$SYS/uptime' topics that start with $",
                "ems/demo/x,,W,import,,L1,35 | row 3, column 'topic': 'ems/demo/x' needs no wiring",
                "N/+/system/0/Ac,/value,W,import,,L1,35 | row 3, column 'topic': 'N/+/system/0/Ac' names no portal",
                "a/b,ENERGY/Power,W,import,,L1,35 | row 3, column 'pointer': 'ENERGY/Power' is no JSON pointer",
                "a/b,,Watt,import,,L1,35 | row 3, column 'unit': 'Watt' is no unit; units are mW, W, kW",
                "a/b,,kWh,import,,L1,35 | row 3, column 'unit': 'kWh' is no unit for 'import', which is a power in mW, W, kW, -W, -kW",
                "a/b,,W,import register,,L1,35 | row 3, column 'unit': 'W' is no unit for 'import register', which is an energy in Wmin, Wh, kWh",
                "a/b,,W,power,,L1,35 | row 3, column 'tells': 'power' is nothing that a row can tell; it tells production",
                "a/b,,W,import,3/2,L1,35 | row 3, column 'part': '3/2' is no part of a whole",
                "a/b,,W,import,1/2,L1,35 | row 3, column 'part': '1/2' waits for part 2/2",
                "a/b,,W,import,,{1},35 | row 3, column 'member': '{1}' names the first + of the topic, which has 0",
                "a/+,,W,import,,L1,35 | row 3, column 'member': 'L1' would be told of by each device that the topic 'a/+' stands for",
                "a/+/+,,W,import,,{2},35 | row 3, column 'member': '{2}' would be told of by each device that the topic 'a/+/+' stands for",
                "a/#,,W,import,,L1,35 | row 3, column 'member': 'L1' would be told of by each device that the topic 'a/#' stands for",
                "a/b,,W,import,,L 1,35 | row 3, column 'member': 'L 1' is no member's name",
                "a/b,,W,import,,,35 | row 3, column 'member': is no member's name",
                "a/b,,W,import,,L1,0 | row 3, column 'stale after (s)': '0' is not a whole number of seconds in [1, 86400]",
                "a/b,,W,import,,L1,86401 | row 3, column 'stale after (s)': '86401' is not",
                "a/b,,W,import,,L1,ten | row 3, column 'stale after (s)': 'ten' is not",
                "a/b,,W,import,,L1,35,more | row 3: has 8 cells where the heads have 7",
            })
    void a_row_that_is_not_sound_is_refused(String row, String complaint) {
        assertThat(faults(Tables.text(GOOD, row))).singleElement().asString().startsWith(complaint);
    }

    @Test
    void a_row_for_any_device_that_may_take_a_member_of_another_row_is_named() {
        assertThat(Tables.of(
                                "plugs/+,,W,consumption,,{1},70",
                                "shelly/em,,W,import,,L1,60", "shelly/pv,,W,production,,L1,60")
                        .warnings())
                .containsExactly(
                        "row 2 (plugs/+) may claim 'consumption' of L1, since {1} may be any name, and row 3, row 4 wire the same"
                                + " member: until a device on this topic tells it, the home reports nothing; write the device's"
                                + " own topic, and whose it is");
        assertThat(Tables.of("cars/+,,%,state of charge,,{1},70", "evcc/soc,,%,state of charge,,EV1,60")
                        .warnings())
                .singleElement()
                .asString()
                .contains("may claim 'state of charge' of EV1", "whichever device tells it first counts");
    }

    @Test
    void rows_that_cannot_mean_the_same_are_not_warned_of() {
        assertThat(Tables.of("plugs/+,,W,consumption,,plug-{1},70", "shelly/em,,W,import,,L1,60")
                        .warnings())
                .isEmpty();
        assertThat(Tables.of("plugs/+,,W,consumption,,{1},70", "plugs/+/all,,kWh,consumption register,,{1},60")
                        .warnings())
                .isEmpty();
        assertThat(Tables.of("lwt/+,,yes/no,meter online,,{1},70", "shelly/em,,W,import,,L1,60")
                        .warnings())
                .isEmpty();
    }

    @Test
    void both_ends_of_the_time_that_a_value_holds_are_taken() {
        assertThat(Tables.of("a/b,,W,import,,L1,1", "a/c,,W,production,,L1,86400")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void what_another_row_tells_is_refused_unless_both_are_parts() {
        assertThat(faults(Tables.text("a/b,,W,import,,L1,35", "a/c,,W,import,,L1,35")))
                .containsExactly("row 3, column 'tells': 'import' of L1 is told by row 2 as well:"
                        + " where both are to be added, write 1/2 and 2/2 as 'part'");
        assertThat(Tables.of("a/b,,W,import,1/2,L1,35", "a/c,,W,import,2/2,L1,35")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void all_faults_are_told_at_once() {
        assertThat(faults(Tables.text("a/b,,Watt,power,,L1,35", GOOD, "a/b,,W,import,,L1,0")))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                Tables.HEADS + GOOD,
                Tables.HEADS + GOOD + "\n# e",
            })
    void a_file_that_is_half_written_is_refused(String text) {
        assertThat(faults(text))
                .containsExactly("the last row must be '# end': the file is empty, cut off or half written");
    }

    @Test
    void rows_below_the_end_are_refused() {
        assertThat(faults(Tables.text(GOOD) + "a/b,,W,import,,L1,35\n# end\n"))
                .containsExactly("row 3: '# end' stands above other rows: it must be the last");
    }

    @Test
    void another_head_is_refused_by_name() {
        assertThat(faults("topic,pointer,unit,tells,part,home,stale after (s)\n" + GOOD + "\n# end\n"))
                .containsExactly(
                        "row 1, column 'member': the column is missing",
                        "row 1: 'home' is no column of this table;"
                                + " they are topic, pointer, unit, tells, part, member, stale after (s)");
    }

    @Test
    void a_table_without_rows_is_refused() {
        assertThat(faults(Tables.HEADS + "# end\n")).containsExactly("the table has no row");
    }

    @Test
    void text_that_is_not_utf_8_is_refused() {
        var bytes = Tables.text(GOOD).getBytes(UTF_8);
        bytes[bytes.length - 10] = (byte) 0xC3;
        assertThat(catchThrowableOfType(TableRefused.class, () -> WiringTable.parse(WiringFile.NAME, bytes)))
                .hasMessage("wiring.csv: it is not UTF-8: save it as 'CSV UTF-8'");
    }

    @Test
    void the_version_is_that_of_the_cells_however_they_were_saved() {
        var saved = Tables.of(GOOD);
        var elsewhere = WiringTable.parse(
                WiringFile.NAME,
                ("# note;of somebody\r\n" + Tables.text(GOOD))
                        .replace(",", ";")
                        .replace("\n", "\r\n")
                        .getBytes(UTF_8));
        assertThat(elsewhere.version()).isEqualTo(saved.version()).hasSize(12);
        assertThat(Tables.of(GOOD.replace("35", "36")).version()).isNotEqualTo(saved.version());
    }

    @Test
    void a_victron_system_is_asked_by_its_portal() {
        assertThat(WiringExamples.table("victron").keepalives()).containsExactly("R/c0619ab1d2e3/keepalive");
        assertThat(WiringExamples.table("evcc").keepalives()).isEmpty();
    }

    @Test
    void each_filter_is_subscribed_once() {
        assertThat(WiringExamples.table("tasmota-plug").filters())
                .containsExactly("tele/house/LWT", "tele/house/SENSOR");
    }

    private static List<String> faults(String text) {
        return catchThrowableOfType(TableRefused.class, () -> WiringTable.parse(WiringFile.NAME, text.getBytes(UTF_8)))
                .faults()
                .stream()
                .map(fault -> fault.toString().replaceFirst("^wiring.csv:? ", ""))
                .toList();
    }
}
