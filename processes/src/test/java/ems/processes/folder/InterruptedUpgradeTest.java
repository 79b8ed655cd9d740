package ems.processes.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An upgrade that is killed with SIGKILL goes on at the next start, whatever it was at. */
class InterruptedUpgradeTest {

    @TempDir
    Path folder;

    @BeforeEach
    void aFolderOfVersionOne() throws IOException, SQLException {
        Files.writeString(folder.resolve("format.txt"), "ems-data-1\n");
        var rules = Files.createDirectory(folder.resolve("rule-versions"));
        Files.writeString(rules.resolve("one"), "1\n");
        Files.writeString(rules.resolve("two"), "2\n");
        inDatabase("create table books (grid varchar(64))");
        inDatabase("insert into books values ('demo'), ('other')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upgrade begun",
                "file one",
                "file two",
                "files upgraded",
                "half of the migration",
                "database upgraded",
            })
    void aKilledUpgradeGoesOn(String moment) throws Exception {
        kill(moment);

        assertThat(format()).isEqualTo("ems-data-1\nupgrading to " + UpgradingProcess.LATER.text() + "\n");
        assertThat(run()).isZero();
        seeAllIsNew();
    }

    @Test
    void oneThatIsKilledAgainAndAgainGoesOn() throws Exception {
        kill("half of the migration");
        kill("file one");
        kill("half of the migration");
        kill("database upgraded");

        assertThat(run()).isZero();
        seeAllIsNew();
    }

    @Test
    void oneThatIsLeftAloneNeedsOneStart() throws Exception {
        assertThat(run()).isZero();
        seeAllIsNew();
        assertThat(run()).as("a start after it").isZero();
        seeAllIsNew();
    }

    @Test
    void whatAnEndedUpgradeLeftBehindIsNotBroughtBack() throws Exception {
        var left = Files.createDirectory(folder.resolve("before-upgrade"));
        Files.copy(folder.resolve("ems.mv.db"), left.resolve("ems.mv.db"));
        inDatabase("delete from books where grid = 'other'");
        inDatabase("insert into books values ('newer')");

        assertThat(run()).isZero();
        seeAllIsNew();
        assertThat(books()).containsExactly("demo", "newer");
    }

    @Test
    void theBuildBeforeKeepsOffAHalfUpgradedFolder() throws Exception {
        kill("file one");

        assertThatThrownBy(() -> DataFolder.of(folder).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has the format " + UpgradingProcess.LATER.text()
                        + ", and this build reads no newer one than " + DataFolder.FORMAT.text());
        assertThat(Files.readString(folder.resolve("rule-versions/two"))).isEqualTo("2\n");
    }

    /** All is new, once, and nothing else is left. */
    private void seeAllIsNew() throws Exception {
        assertThat(format()).isEqualTo(UpgradingProcess.LATER.text() + "\n");
        assertThat(Files.readString(folder.resolve("rule-versions/one"))).isEqualTo("1\nend\n");
        assertThat(Files.readString(folder.resolve("rule-versions/two"))).isEqualTo("2\nend\n");
        assertThat(folder).isDirectoryNotContaining("glob:**{before-upgrade,*.part}");
        assertThat(books()).hasSize(2);
    }

    /** Those that the migration gave to somebody. */
    private List<String> books() throws SQLException {
        List<String> books = new ArrayList<>();
        try (var database = DriverManager.getConnection(url(), "sa", "sa");
                var rows = database.createStatement()
                        .executeQuery("select grid from books where owner = 'somebody' order by grid")) {
            while (rows.next()) {
                books.add(rows.getString(1));
            }
        }
        return books;
    }

    private String format() throws IOException {
        return Files.readString(folder.resolve("format.txt"));
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("ems");
    }

    private void inDatabase(String statement) throws SQLException {
        try (var database = DriverManager.getConnection(url(), "sa", "sa")) {
            database.createStatement().execute(statement);
        }
    }

    private void kill(String moment) throws Exception {
        var process = started(moment);
        try (var said = process.inputReader()) {
            for (var line = said.readLine(); !("at " + moment).equals(line); line = said.readLine()) {
                assertThat(line).as("before the moment of its death").isNotNull();
            }
            process.toHandle().destroyForcibly();
        }
        assertThat(process.waitFor()).isNotZero();
    }

    private int run() throws Exception {
        var process = started("never");
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(said).contains("at " + UpgradingProcess.UNTIL_THE_END);
        return process.waitFor();
    }

    private Process started(String death) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        UpgradingProcess.class.getName(),
                        folder.toString(),
                        death))
                .redirectErrorStream(true)
                .start();
    }
}
