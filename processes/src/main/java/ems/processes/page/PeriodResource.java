package ems.processes.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import ems.ledger.store.LedgerExporter;
import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.record.Abandonment;
import ems.market.record.PeriodRecord;
import ems.people.role.Right;
import ems.processes.asked.Years;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrids;
import ems.processes.login.CurrentAsker;
import ems.processes.period.InstanceIndex;
import ems.processes.period.StoredPeriods;

/** One period with all that it recorded, and the ledger as files. Looking changes nothing. */
@Path("/api/grids")
@Singleton
public class PeriodResource {

    private final LiveGrids grids;
    private final GridWiring wiring;
    private final StoredPeriods periods;
    private final InstanceIndex index;
    private final CurrentAsker asker;

    public PeriodResource(
            LiveGrids grids, GridWiring wiring, StoredPeriods periods, InstanceIndex index, CurrentAsker asker) {
        this.grids = grids;
        this.wiring = wiring;
        this.periods = periods;
        this.index = index;
        this.asker = asker;
    }

    @GET
    @Path("/{grid}/periods/{start}")
    @Produces(MediaType.APPLICATION_JSON)
    public PeriodView period(@PathParam("grid") String name, @PathParam("start") String start) {
        var grid = grids.known(name);
        var key = Years.period(name + "/" + start);
        var record = grid.journal().read(key);
        return PeriodView.of(
                record,
                periods.status(key),
                isAborted(record),
                grid.ledger().block(key),
                grid.ledger().anchoredHeight(key.grid()).orElse(-1L),
                grid.setup());
    }

    /** Its entries outlive the index; without any, the index alone knows of the instance. */
    private boolean isAborted(PeriodRecord record) {
        return record.isClosed()
                ? record.first(Abandonment.class)
                        .filter(Abandonment::isByOperator)
                        .isPresent()
                : index.isAborted(record.key());
    }

    /** What the ledger proves of one match: a file that {@code ./ems verify} reads. A foreign match is not there, for a member. */
    @GET
    @Path("/{grid}/receipts/{match}")
    @Produces(MediaType.TEXT_PLAIN)
    public String receipt(@PathParam("grid") String name, @PathParam("match") String match) {
        var grid = grids.known(name);
        var id = grid.setup().grid();
        return wiring.receipts()
                .receipt(id, Years.match(match), grid.ledger().anchoredHeight(id))
                .filter(receipt -> isForAsker(id, match))
                .orElseThrow(() -> new NotFoundException("Grid '" + name + "' has sealed no match '" + match + "'."))
                .text();
    }

    /** Whether it is a match of the asker's own home or car, or the asker sees everybody's. */
    private boolean isForAsker(GridId grid, String match) {
        var parts = match.split("~");
        return asker.get().may(Right.SEE_MONEY, grid, new ProsumerId(parts[1]))
                || asker.get().may(Right.SEE_MONEY, grid, new VehicleId(parts[2]));
    }

    /** The folder that {@code ./ems verify} reads, zipped. */
    @GET
    @Path("/{grid}/ledger.zip")
    @Produces("application/zip")
    public Response ledger(@PathParam("grid") String name) throws IOException {
        var grid = grids.known(name);
        var folder = Files.createTempDirectory("ledger");
        try {
            new LedgerExporter(wiring.store())
                    .export(
                            grid.setup().grid(),
                            folder,
                            wiring.anchors(grid.setup().grid()));
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
        StreamingOutput body = out -> zipAndDelete(folder, out);
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"" + name + "-ledger.zip\"")
                .build();
    }

    /** Deletes the folder even if who asked goes away before the end. */
    private static void zipAndDelete(java.nio.file.Path folder, OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files(folder)) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(java.nio.file.Path folder) throws IOException {
        for (var file : files(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private static List<java.nio.file.Path> files(java.nio.file.Path folder) throws IOException {
        try (var listed = Files.list(folder)) {
            return listed.sorted().toList();
        }
    }
}
