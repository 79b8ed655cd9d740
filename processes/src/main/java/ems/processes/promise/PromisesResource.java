package ems.processes.promise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import ems.processes.draft.DraftStore;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.job.BackgroundJobs;
import ems.processes.job.JobOrder;
import ems.processes.job.JobTable;
import ems.processes.job.JobView;
import ems.processes.operations.Caller;
import ems.processes.operations.OrderRefused;
import ems.processes.promise.Feature.TableRow;
import ems.rules.draft.DraftTables;

/** The features of this build: what they promise, how they ended the last time, and playing them. */
@Path("/api/grids/{grid}/promises")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class PromisesResource {

    private final LiveGrids grids;
    private final DraftStore drafts;
    private final BackgroundJobs jobs;
    private final Caller caller;
    private final FeaturesHome home;
    private final PromiseResults results;

    public PromisesResource(
            LiveGrids grids,
            DraftStore drafts,
            BackgroundJobs jobs,
            JobTable table,
            Caller caller,
            @ConfigProperty(name = "ems.home", defaultValue = ".") java.nio.file.Path home) {
        this.grids = grids;
        this.drafts = drafts;
        this.jobs = jobs;
        this.caller = caller;
        this.home = new FeaturesHome(home.toAbsolutePath().normalize());
        this.results = new PromiseResults(table, this.home);
    }

    /** What is promised, beside the rows of the grid's rules that say the same. */
    @GET
    public PromisesView all(@PathParam("grid") String grid) {
        var asked = grids.known(grid);
        return new PromisesView(
                asked.setup().grid().text(),
                asked.rules().activeTables().version(),
                home.whyNot().orElse(""),
                features(asked));
    }

    /** How each scenario ended the last time against what the active tables say, or by the command. */
    @GET
    @Path("/results")
    public List<OutcomeView> results(@PathParam("grid") String grid) {
        String active = DraftTables.of(grids.known(grid).rules().activeTables()).hash();
        List<OutcomeView> views = new ArrayList<>();
        results.of(active).forEach((place, last) -> views.add(OutcomeView.of(place, last)));
        return views;
    }

    /** Plays features in the background, in a market of their own. */
    @POST
    @Path("/runs")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response play(@PathParam("grid") String name, @Nullable PlayWish asked) {
        var grid = grids.known(name);
        var wish = Objects.requireNonNullElse(asked, new PlayWish(null, null, null));
        var tables = tables(grid, wish);
        String place = Objects.requireNonNullElse(wish.place(), "");
        var expected = Specification.playedAt(features(grid), place);
        home.whyNot().ifPresent(why -> {
            throw OrderRefused.conflict(why);
        });
        var key = PromiseResults.key(tables.hash(), home.build(), place);
        String title = "Play " + (place.isEmpty() ? "all features" : place) + " against " + tables.name();
        var job = jobs.start(
                new JobOrder(key, title, caller.name(), Boolean.TRUE.equals(wish.again())),
                new PlayingFeatures(home, tables, place, expected));
        return Response.accepted(JobView.of(job)).build();
    }

    private TablesToPlay tables(LiveGrid grid, PlayWish wish) {
        if (wish.draft() == null) {
            var active = grid.rules().activeTables();
            var tables = DraftTables.of(active);
            return new TablesToPlay("the active tables " + active.version(), tables.hash(), tables.contents());
        }
        var tables = drafts.find(wish.draft())
                .filter(draft -> draft.grid().equals(grid.setup().grid()))
                .orElseThrow(() -> OrderRefused.unknown("There is no draft " + wish.draft() + " of this grid."))
                .tables();
        var faults = tables.findings();
        if (!faults.isEmpty()) {
            throw OrderRefused.conflict("Draft " + wish.draft() + " is not sound, so nothing can be played against it: "
                    + faults.get(0).file() + " row " + faults.get(0).row() + " "
                    + faults.get(0).reason() + ".");
        }
        return new TablesToPlay("draft " + wish.draft(), tables.hash(), tables.contents());
    }

    private List<Feature> features(LiveGrid grid) {
        Map<String, List<TableRow>> rows = new HashMap<>();
        for (var table : grid.rules().activeTables().tables()) {
            for (var row : table.rows()) {
                rows.computeIfAbsent(row.rule().rule(), sentence -> new ArrayList<>())
                        .add(new TableRow(table.name(), row.rule().row()));
            }
        }
        return new Specification(home.specification()).features(rows);
    }
}
