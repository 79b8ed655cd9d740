package ems.processes.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.routes.ocpp.table.ChargerTable;

import static org.assertj.core.api.Assertions.assertThat;

/** A mistake is one sentence on stderr and exit code 2; nothing has started by then. */
class CommandLineTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "fly,Unmatched argument",
        "run --port many,'many' is not an int",
        "run --port 70000,port 70000 is outside",
        "study no-such-scenario,no scenario 'no-such-scenario'",
        "study --seed x,'x' is not a long",
        "forecast no-such-scenario,no scenario 'no-such-scenario'",
        "forecast --strategies crystal-ball,strategies: 'crystal-ball' is none of perfect",
        "forecast --seeds 0,seeds: 0 is outside",
        "forecast --days 1,leaves no past to learn from",
        "forecast measured-week --days 3,reads files and lasts 7 days",
        "models /nowhere /nowhere,/nowhere holds no ledger",
        "anchors deploy --url ftp://x --key-file k --out o,--url is not an address like http://127.0.0.1:8545",
        "anchors deploy --url http://127.0.0.1:1 --key-file /nowhere --out o,the key file /nowhere cannot be read",
        "anchors read --url http://127.0.0.1:1 --contracts /nowhere --grid g --out o,contracts /nowhere cannot be read",
        "run --mqtt http://broker,'http://broker' is not a broker's address such as mqtt://127.0.0.1:1883",
        "run --mqtt mqtt://me:secret@broker,a broker's address holds no user and no password",
        "run --wiring /nowhere,--wiring says what devices publish at a broker: name it with --mqtt URL",
        "run --mqtt mqtt://127.0.0.1:1 --wiring /nowhere,/nowhere/wiring.csv cannot be read",
        "wiring example toaster,there is no example 'toaster'; there are dsmr-reader",
        "wiring check /nowhere,/nowhere",
        "anchors,Missing required subcommand",
        "verify,Missing required parameter",
        "receipt,Missing required parameter"
    })
    void a_mistake_is_named(String line, String complaint) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("ems: ").contains(complaint);
    }

    @Test
    void no_command_gets_the_usage() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).contains("Which command?", "study", "forecast", "run", "verify", "features");
    }

    @ParameterizedTest
    @CsvSource({
        "stdy,study",
        "verfy --anchors x,verify",
        "tets -Pslow,test",
        "feature pricing,features",
        "benchmark matchin,matching",
        "help benchmark lgder,ledger",
        "anchors red,read",
        "rules chek,check",
        "study --sed 3,--seed"
    })
    void a_mistyped_word_gets_the_one_that_was_meant(String line, String meant) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().endsWith(": did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({"fly,./ems help", "verify,./ems help verify", "anchors deploy,./ems help anchors deploy"})
    void another_mistake_is_one_line_that_says_where_to_read_on(String line, String help) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().endsWith(" (see " + help + ")");
    }

    @Test
    void a_wiring_table_that_is_not_sound_is_told_fault_by_fault(@TempDir Path folder) throws IOException {
        var file = Files.writeString(
                folder.resolve("wiring.csv"),
                "topic,pointer,unit,tells,part,member,stale after (s)\na/b,,Watt,import,,L1,0\n# end\n");
        assertThat(execute("wiring", "check", file.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        file
                                + " row 2, column 'unit': 'Watt' is no unit; units are mW, W, kW, -W, -kW, Wmin, Wh, kWh, %, yes/no",
                        file + " row 2, column 'stale after (s)': '0' is not a whole number of seconds in [1, 86400]");
    }

    @Test
    void a_wiring_table_that_is_sound_says_what_it_does_with_a_message(@TempDir Path folder) throws IOException {
        assertThat(execute("wiring", "example", "zigbee2mqtt")).isZero();
        var file = Files.writeString(folder.resolve("wiring.csv"), out.toString());
        out.getBuffer().setLength(0);
        assertThat(execute(
                        "wiring",
                        "check",
                        file.toString(),
                        "--topic",
                        "zigbee2mqtt/house",
                        "--payload",
                        "{\"power\":7}"))
                .isZero();
        assertThat(out.toString().lines().toList())
                .hasSize(3)
                .startsWith("row 6: zigbee2mqtt/house {\"power\":7} -> consumption of L1: 7 W, holds for 70 s")
                .last()
                .asString()
                .matches("wiring version [0-9a-f]{12}: 3 rows, sound");
    }

    @Test
    void a_check_of_a_topic_that_no_row_takes_says_so_and_ends_with_one(@TempDir Path folder) throws IOException {
        assertThat(execute("wiring", "example", "zigbee2mqtt")).isZero();
        var file = Files.writeString(folder.resolve("wiring.csv"), out.toString());
        assertThat(execute("wiring", "check", file.toString(), "--topic", "zigbee2mqtt/barn"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("no row takes topic zigbee2mqtt/barn");
    }

    @Test
    void a_check_warns_of_a_row_that_may_claim_anothers_member(@TempDir Path folder) throws IOException {
        var file = Files.writeString(
                folder.resolve("wiring.csv"),
                "topic,pointer,unit,tells,part,member,stale after (s)\nplugs/+,,W,consumption,,{1},70\na/b,,W,import,,L1,60\n# end\n");
        assertThat(execute("wiring", "check", file.toString())).isZero();
        assertThat(out.toString()).contains("warning: row 2 (plugs/+) may claim 'consumption' of L1");
    }

    @Test
    void a_check_of_a_folder_names_the_file_and_those_that_nobody_reads(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("shelly.csv"), "");
        assertThat(execute("wiring", "check", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is a folder: give the file wiring.csv in it", "shelly.csv is not read");
    }

    @Test
    void help_names_every_command_and_those_of_the_launcher() {
        assertThat(execute("help")).isZero();
        assertThat(out.toString())
                .contains(
                        "run",
                        "study",
                        "forecast",
                        "verify",
                        "receipt",
                        "exchanges",
                        "anchors",
                        "models",
                        "rules",
                        "wiring")
                .contains("benchmark", "test", "features", "completion", "help");
    }

    @ParameterizedTest
    @CsvSource({
        "study,./ems study",
        "test,./ems test",
        "features,./ems features",
        "rules check,./ems rules check",
        "benchmark matching,./ems benchmark matching",
        "benchmark forecasting,./ems benchmark forecasting",
        "benchmark ledger,./ems benchmark ledger"
    })
    void help_on_a_command_is_its_usage(String words, String usage) {
        assertThat(execute(("help " + words).split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: " + usage + " ");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test -Pslow", "features pricing", "benchmark ledger BidsReport"})
    void what_the_launcher_does_is_not_done_without_it(String line) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("is done by the launcher");
    }

    @Test
    void the_hints_of_a_study_can_be_pasted() {
        assertThat(StudyCommand.hints(Path.of("my out")))
                .endsWith("The report: 'my out/report.html'\nTo check the ledgers: ./ems verify 'my out'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"members list", "validator list", "members enrol-agent prosumer:L1 --key k --reason r"})
    void what_asks_a_grid_that_runs_starts_nothing_and_writes_nothing(String line) {
        var nowhere = folder.resolve("nowhere");
        assertThat(execute((line + " --data " + nowhere).split(" "))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("ems: no market runs in the data folder " + nowhere
                        + ": start it with ./ems run, or name the folder of the one that runs with --data");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void what_caused_a_failure_is_told_once() {
        var cause = new IllegalStateException("the node is away");
        assertThat(Ems.oneSentence(new IllegalArgumentException("not deployed", cause)))
                .isEqualTo("not deployed: the node is away");
        assertThat(Ems.oneSentence(new IllegalArgumentException("the node is away: wait", cause)))
                .isEqualTo("the node is away: wait");
    }

    @Test
    void a_table_of_chargers_is_checked_before_the_market_starts_with_it() throws IOException {
        assertThat(execute("chargers", "password")).isZero();
        var hash = out.toString()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .split(": ")[1]
                .strip();
        out.getBuffer().setLength(0);
        var file = folder.resolve("chargers.csv");
        var heads = String.join(",", ChargerTable.HEADS);
        Files.writeString(file, heads + "\nCP1,1,demo,EV1,1,6,32,7.4,yes,3.7," + hash + ",\n# end\n");
        assertThat(execute("chargers", "check", file.toString())).isZero();
        assertThat(out.toString())
                .startsWith("demo/EV1 at CP1 connector 1: 1.38 to 7.36 kW, may discharge, 3.7 kW without the market")
                .contains("1 chargers of 1 stations: sound");
        Files.writeString(file, heads + "\nCP1,1,demo,EV1,1,6,32,7.4,perhaps,3.7," + hash + ",\n# end\n");
        assertThat(execute("chargers", "check", file.toString())).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo("chargers.csv row 2, column 'may discharge': 'perhaps' is not yes or no");
    }

    private int execute(String... words) {
        return Ems.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
