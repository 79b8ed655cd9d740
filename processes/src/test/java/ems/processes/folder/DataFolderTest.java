package ems.processes.folder;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.ledger.chain.FormatTag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataFolderTest {

    private static final String NOW = DataFolder.FORMAT.text();
    private static final String NEWER = new FormatTag("ems-data", DataFolder.FORMAT.version() + 1).text();
    private static final String UPGRADING = "ems-data-1\nupgrading to " + NOW + "\n";

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void nothingIsThereYet() {
        folder = temporary.resolve("data");
    }

    private void open() {
        DataFolder.of(folder).open();
    }

    private void refused(String... why) {
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(why);
    }

    private void has(String name) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), "");
    }

    private void states(String text) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("format.txt"), text);
    }

    private String stated() throws IOException {
        return Files.readString(folder.resolve("format.txt"));
    }

    private void hasDatabase(String password, String... statements) throws SQLException {
        try (var database = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("ems"), "sa", password)) {
            for (String statement : statements) {
                database.createStatement().execute(statement);
            }
        }
    }

    private void hasDatabaseUpTo(int version) throws SQLException {
        hasDatabase(
                "sa",
                "create table \"flyway_schema_history\" (\"version\" varchar(50), \"success\" boolean)",
                "insert into \"flyway_schema_history\" values ('" + version + "', true)");
    }

    @Test
    void aNewFolderStatesItsFormat() throws IOException {
        open();
        assertThat(stated()).isEqualTo(NOW + "\n");
        open();
        assertThat(stated()).isEqualTo(NOW + "\n");
    }

    @Test
    void aFolderInWhichAMarketRunsIsRefusedBeforeAnythingStarts() throws SQLException {
        open();
        hasDatabase("sa", "create table something (id int)");
        try (var running = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("ems"), "sa", "sa")) {
            refused("a market runs in", folder.toString(), "stop it first, or name another folder with --data");
            assertThat(running).isNotNull();
        }
        open();
    }

    @Test
    void aDamagedDatabaseIsToldInASentence() throws IOException, SQLException {
        open();
        hasDatabase("sa", "create table something (id int)");
        DataFolder.of(folder).refuseUnreadable();
        var file = DataFolder.databaseIn(folder);
        Files.write(file, new byte[(int) Files.size(file)]);
        assertThatThrownBy(() -> DataFolder.of(folder).refuseUnreadable())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(folder.toString(), "damaged", "./ems restore")
                .hasNoCause();
    }

    @Test
    void anEmptyFolderIsNewAndADisksOwnFolderIsNothing() throws IOException {
        Files.createDirectories(folder.resolve("lost+found"));
        open();
        assertThat(stated()).isEqualTo(NOW + "\n");
    }

    @Test
    void aFolderFromBeforeFormatsWereStatedHasVersionOne() throws Exception {
        has("clock-at-speed-60");
        hasDatabaseUpTo(7);
        assertThat(DataFolder.of(folder).version()).isEqualTo(1);
        assertThat(stated()).isEqualTo("ems-data-1\n");
        open();
        assertThat(stated()).isEqualTo(UPGRADING);
        DataFolder.of(folder).opened();
        assertThat(stated()).isEqualTo(NOW + "\n");
    }

    @Test
    void soHasOneThatCrashedBeforeItHadADatabase() throws IOException {
        has("clock-at-speed-60");
        Files.createDirectories(folder.resolve("keys"));
        open();
        assertThat(stated()).isEqualTo(UPGRADING);
    }

    @Test
    void aDatabaseWithAPasswordOfItsOwnIsNotLookedInto() throws Exception {
        hasDatabase("another");
        open();
        assertThat(stated()).isEqualTo(UPGRADING);
    }

    @Test
    void aDatabaseFromBeforeTheFirstVersionIsRefused() throws Exception {
        hasDatabaseUpTo(6);
        refused("was written before the first version of the format");
        assertThat(folder.resolve("format.txt")).doesNotExist();
    }

    @Test
    void theDatabaseOfAnotherProgramIsRefused() throws Exception {
        hasDatabase("sa", "create table notes (text varchar(10))");
        refused("is not one of the market");
        assertThat(folder.resolve("format.txt")).doesNotExist();
    }

    @Test
    void aForeignFolderIsRefusedAndLeftAlone() throws IOException {
        has("holiday.jpg");
        refused("is not a data folder of the market, and holds holiday.jpg");
        assertThat(folder).isDirectoryContaining("glob:**holiday.jpg").isDirectoryNotContaining("glob:**format.txt");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Files.writeString(folder, "");
        refused("is a file, and no data folder");
    }

    @Test
    void aNewerFolderIsRefusedByName() throws IOException {
        states(NEWER + "\n");
        refused("has the format " + NEWER + ", and this build reads no newer one than " + NOW, "start a build");
        assertThat(stated()).isEqualTo(NEWER + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "ems-data-0\n",
                "ems-data-01\n",
                "ems-data\n",
                "ems-block-1\n",
                "ems-data-1\nmore\n",
                "ems-data-1\nupgrading to ems-data-\n",
                "ems-data-1\nupgrading to ems-data-2\nmore\n"
            })
    void whatStatesNoFormatIsRefused(String text) throws IOException {
        states(text);
        refused("format.txt does not state a format");
    }

    @Test
    void aFolderInUseIsNotAdopted() throws Exception {
        hasDatabaseUpTo(7);
        try (var running = FileChannel.open(folder.resolve("ems.mv.db"), StandardOpenOption.WRITE);
                var lock = running.lock()) {
            assertThat(lock.isValid()).isTrue();
            refused("a market runs in");
        }
    }

    /** A folder in which this migration has run is not read by builds without it: they must see a newer version. */
    @Test
    void aNewMigrationIsANewVersionOfTheFormat() throws Exception {
        List<Integer> migrations = new ArrayList<>();
        for (URL room : Collections.list(getClass().getClassLoader().getResources("db/migration"))) {
            migrations.addAll(numbers(room));
        }

        assertThat(DataFolder.FORMAT.version())
                .as("version of DataFolder.FORMAT: 1 ends with migration 7, and each later migration is one more")
                .isEqualTo(Collections.max(migrations) - 7 + 1);
    }

    private static List<Integer> numbers(URL room) throws IOException, URISyntaxException {
        try (var system = room.getProtocol().equals("jar")
                        ? java.nio.file.FileSystems.newFileSystem(room.toURI(), java.util.Map.of())
                        : null;
                var files = Files.list(system == null ? Path.of(room.toURI()) : system.getPath("/db/migration"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("V[0-9]+__.*\\.sql"))
                    .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                    .toList();
        }
    }

    @Test
    void theFormatThatIsWrittenIsDocumented() throws IOException {
        assertThat(Path.of("..", "docs", "backup.md")).content().contains("`format.txt` | `" + NOW + "`");
        assertThat(Path.of("..", "CHANGELOG.md")).content().contains("`" + NOW + "`");
    }
}
