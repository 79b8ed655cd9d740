package ems.processes.backup;

import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import ems.processes.folder.DatabasePages;

/** Copies the database of the market that runs here, while no page of it is moved. */
@Singleton
public class MarketDatabase implements CopyDatabase {

    private final DataSource database;
    private final DatabasePages pages;

    public MarketDatabase(DataSource database, DatabasePages pages) {
        this.database = database;
        this.pages = pages;
    }

    @Override
    public void to(Path file) throws IOException {
        pages.alone(() -> new OnlineCopy(database).to(file));
    }
}
