package ems.processes.backup;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

import ems.processes.folder.DataFolder;

/** How the database of a data folder is opened while no market runs in it. */
public record DatabaseLogin(String user, String password) {

    /** As the application is told it. */
    public static DatabaseLogin in(Map<String, String> environment) {
        return new DatabaseLogin(setting("USERNAME", environment), setting("PASSWORD", environment));
    }

    private static String setting(String name, Map<String, String> environment) {
        String property = System.getProperty("quarkus.datasource." + name.toLowerCase(Locale.ROOT));
        return property != null ? property : environment.getOrDefault("QUARKUS_DATASOURCE_" + name, "sa");
    }

    DataSource in(Path folder) {
        String file = DataFolder.databaseIn(folder).toAbsolutePath().toString();
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + file.substring(0, file.length() - DataFolder.DATABASE_ENDING.length())
                + ";IFEXISTS=TRUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;NON_KEYWORDS=VALUE,KEY");
        database.setUser(user);
        database.setPassword(password);
        return database;
    }

    @Override
    public String toString() {
        return "the login of " + user;
    }
}
