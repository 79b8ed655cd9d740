package ems.processes.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ems.ledger.chain.FormatTag;

/**
 * A start of an imagined later build, in a process of its own that can be killed: its format is one
 * version further. It says
 * which moment it has reached, and waits there for ever if that is the one in which it shall die.
 */
final class UpgradingProcess {

    static final FormatTag LATER = new FormatTag(DataFolder.FORMAT.name(), DataFolder.FORMAT.version() + 1);
    static final String UNTIL_THE_END = "the end";

    private final Path folder;
    private final String death;

    private UpgradingProcess(Path folder, String death) {
        this.folder = folder;
        this.death = death;
    }

    /** @param words the folder, and the moment of its death */
    public static void main(String... words) throws IOException, SQLException {
        new UpgradingProcess(Path.of(words[0]), words[1]).start();
    }

    /** One to each version after the first; only the first one changes files. */
    private List<Upgrade> upgrades() {
        List<Upgrade> upgrades = new ArrayList<>(Collections.nCopies(LATER.version() - 1, Upgrade.OF_THE_DATABASE));
        upgrades.set(0, this::toSecond);
        return upgrades;
    }

    private void start() throws IOException, SQLException {
        var data = new DataFolder(folder, LATER, upgrades());
        data.open();
        reach("files upgraded");
        migrate();
        reach("database upgraded");
        data.opened();
        reach(UNTIL_THE_END);
    }

    /** In version 2 each rule version ends with a line of its own. */
    private void toSecond(Path folder) throws IOException {
        reach("upgrade begun");
        for (String name : List.of("one", "two")) {
            var file = folder.resolve("rule-versions").resolve(name);
            String text = Files.readString(file);
            if (!text.endsWith("end\n")) {
                Files.writeString(file, text + "end\n");
            }
            reach("file " + name);
        }
    }

    /** In the later version each book has an owner. Done twice, it fails: the database itself does not forgive. */
    private void migrate() throws SQLException, IOException {
        try (var database = DriverManager.getConnection(
                        "jdbc:h2:file:" + folder.resolve("ems") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa", "sa");
                var statement = database.createStatement()) {
            var columns = database.getMetaData().getColumns(null, null, "BOOKS", "OWNER");
            if (columns.next() && isDone()) {
                return;
            }
            statement.execute("alter table books add column owner varchar(9) default 'nobody' not null");
            reach("half of the migration");
            statement.execute("update books set owner = 'somebody'");
        }
    }

    /** As the history of migrations would say. */
    private boolean isDone() throws IOException {
        return FormatNote.in(folder, LATER.name()).orElseThrow().equals(FormatNote.of(LATER.version()));
    }

    private void reach(String moment) throws IOException {
        System.out.println("at " + moment);
        if (moment.equals(death)) {
            System.in.read();
        }
    }
}
