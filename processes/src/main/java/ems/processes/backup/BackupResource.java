package ems.processes.backup;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.processes.folder.DataFolder;
import ems.processes.folder.FolderTree;
import ems.processes.login.Asker;
import ems.processes.login.CurrentAsker;

/**
 * Copies the database for {@code ./ems backup}, which runs on the same machine and may read the data folder: the copy is put
 * there, and nothing of it goes over the wire. All else of a backup that command takes from the folder itself.
 */
@Path("/api/backup")
@Singleton
public class BackupResource {

    private static final int FORBIDDEN = 403;
    static final String DATABASE = "/api/backup/database";

    private final MarketDatabase database;
    private final CurrentAsker asker;
    private final java.nio.file.Path data;

    public BackupResource(
            MarketDatabase database,
            CurrentAsker asker,
            @ConfigProperty(name = "ems.data", defaultValue = "data") java.nio.file.Path data) {
        this.database = database;
        this.asker = asker;
        this.data = data;
    }

    /** @return the path of the copy, which the next one replaces */
    @POST
    @Path("/database")
    @Produces(MediaType.TEXT_PLAIN)
    public synchronized String copy(@Context HttpServerRequest request) throws IOException {
        // whoever shows the commands' token reads the data folder, though the market may listen at another address of
        // the machine
        if (asker.get().kind() != Asker.Kind.COMMAND
                && !InetAddress.getByName(request.remoteAddress().hostAddress()).isLoopbackAddress()) {
            throw CurrentAsker.refusal(FORBIDDEN, "Backups are made on the machine of the market only.");
        }
        var folder = data.resolve(DataFolder.COPY);
        FolderTree.delete(folder);
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var copy = DataFolder.databaseIn(folder);
        database.to(copy);
        return copy.toAbsolutePath() + "\n";
    }
}
