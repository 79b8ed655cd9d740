package ems.processes.folder;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;

import org.h2.jdbcx.JdbcDataSource;

/** The database of a data folder while no market runs in it. */
final class FolderDatabase {

    /** The migration with which the first version of the format ended. */
    private static final String FIRST_VERSION = "7";

    private FolderDatabase() {}

    private static Connection readOnly(Path folder) throws SQLException {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.toAbsolutePath().resolve("ems") + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r");
        return database.getConnection("sa", "sa");
    }

    /**
     * Opens it as the application does, which ends what a crash left open. One with a password of its own is trusted unseen.
     *
     * @throws IllegalArgumentException if that fails
     */
    static void refuseUnreadable(Path folder) {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.toAbsolutePath().resolve("ems")
                + ";IFEXISTS=TRUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;NON_KEYWORDS=VALUE,KEY");
        try (var opened = database.getConnection("sa", "sa")) {
            opened.isReadOnly();
        } catch (SQLInvalidAuthorizationSpecException passwordOfItsOwn) {
            // the application is told the password, and finds out
        } catch (SQLException e) {
            throw new IllegalArgumentException("the database in " + folder
                    + " cannot be read, it is damaged: restore a backup with ./ems restore, or name another folder with"
                    + " --data");
        }
    }

    /**
     * Looks into a database whose folder states no format. One with a password of its own is trusted unseen.
     *
     * @throws IllegalArgumentException if it is not the market's, or was written before the first version
     */
    static void refuseForeign(Path folder) {
        try (var database = readOnly(folder);
                var statement = database.prepareStatement(
                        "select count(*) from \"flyway_schema_history\" where \"version\" = ? and \"success\"")) {
            statement.setString(1, FIRST_VERSION);
            try (var found = statement.executeQuery()) {
                if (!found.next() || found.getInt(1) == 0) {
                    throw new IllegalArgumentException("the database in " + folder
                            + " was written before the first version of the format: name another folder with --data");
                }
            }
        } catch (SQLInvalidAuthorizationSpecException passwordOfItsOwn) {
            // the application is told the password, and finds out
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "the database in " + folder + " is not one of the market: name another folder with --data", e);
        }
    }
}
