package ems.processes.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import ems.processes.folder.DataFolder;
import ems.processes.folder.DatabaseLock;
import ems.processes.folder.MarketCall;

/** Copies the database of a data folder: by itself if the folder is at rest, else by the market that runs in it. */
public record FolderCopy(Path data, DatabaseLogin login) implements CopyDatabase {

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Override
    public void to(Path file) throws IOException {
        var database = DataFolder.databaseIn(data);
        if (!Files.exists(database)) {
            throw new IllegalArgumentException("there is no database in " + data);
        }
        boolean running;
        try (var lock = DatabaseLock.of(database)) {
            running = lock.isRunning();
        }
        if (running) {
            byTheMarket(file);
        } else {
            new OnlineCopy(login.in(data)).to(file);
        }
    }

    private void byTheMarket(Path file) throws IOException {
        var market = MarketCall.into(data);
        var copy = DataFolder.databaseIn(data.resolve(DataFolder.COPY));
        var answer = market.send("POST", BackupResource.DATABASE, "", PATIENCE);
        if (answer.statusCode() != OK || !isSame(copy, answer.body())) {
            throw new IllegalArgumentException("the market that runs in " + data + " did not copy its database: "
                    + market.address(BackupResource.DATABASE) + " answers with status " + answer.statusCode()
                    + ": stop the market first");
        }
        Files.move(copy, file);
        Files.delete(data.resolve(DataFolder.COPY));
    }

    private static boolean isSame(Path copy, String told) throws IOException {
        return Files.exists(copy) && Files.isSameFile(copy, Path.of(told.strip()));
    }
}
